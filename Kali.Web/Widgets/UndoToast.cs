using Kali.Data;
using Kali.Web.Shell;
using MudBlazor;

namespace Kali.Web.Widgets;

/// <summary>The outcome of an action that can be undone, with the way back in it.</summary>
public static class UndoToast
{
    public static void AddUndo(this ISnackbar snackbar, string told, string undoText, Func<Task> undo)
    {
        snackbar.Clear();
        snackbar.Add(told, Severity.Normal, options =>
        {
            options.HideIcon = true;
            options.Action = undoText;
            options.ActionColor = Color.Inherit;
            options.OnClick = async _ =>
            {
                try
                {
                    await undo();
                }
                catch (KaliException e)
                {
                    snackbar.Add(e.Words(), Severity.Normal, refused => (refused.HideIcon, refused.RequireInteraction) = (true, true));
                }
            };
        });
    }
}
