using Microsoft.Extensions.Localization;

namespace Kali.Web.Shell;

/// <summary>One key for one, another for many: whole sentences, never joined from parts.</summary>
public static class Plurals
{
    /// <summary>The sentence for that count; <c>{0}</c> in it is the count in the reader's own format.</summary>
    public static string Count(this IStringLocalizer texts, long count, string one, string many, params object[] more) =>
        texts[count == 1 ? one : many, [Widgets.Numbers.Count(count), .. more]];
}
