using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Kali.Web.Shell.Mud;

/// <summary>The few words that MudBlazor's own parts say, in the reader's language; its keys stand in this folder's <c>Texts.de.json</c>.</summary>
public sealed class MudTexts(IStringLocalizer<Texts> texts) : MudLocalizer
{
    public override LocalizedString this[string key] => texts[key];

    public override LocalizedString this[string key, params object[] arguments] => texts[key, arguments];
}
