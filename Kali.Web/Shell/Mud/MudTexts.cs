using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Kali.Web.Shell.Mud;

/// <summary>The few words that MudBlazor's own parts say, in the reader's language; its keys stand in this folder's <c>Texts.de.json</c>.</summary>
public sealed class MudTexts(IStringLocalizer<Texts> texts) : MudLocalizer
{
    public override LocalizedString this[string key] => KnownOnly(texts[key]);

    public override LocalizedString this[string key, params object[] arguments] => KnownOnly(texts[key, arguments]);

    /// <summary>In English MudBlazor says them itself: a key is no sentence.</summary>
    private static LocalizedString KnownOnly(LocalizedString text) => new(text.Name, text.Value, resourceNotFound: text.Value == text.Name);
}
