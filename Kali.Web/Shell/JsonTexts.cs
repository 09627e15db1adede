using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Shell;

/// <summary>
/// The interface's texts: code holds the English sentence, each feature folder's <c>Texts.de.json</c> the German one.
/// A sentence without a translation shows in English; a test finds it.
/// </summary>
public sealed class JsonTexts : IStringLocalizer<Texts>
{
    private static readonly Lazy<FrozenDictionary<string, string>> German = new(() => Read("Texts.de.json"));

    public LocalizedString this[string name] => Find(name);

    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var text = Find(name);
            return new LocalizedString(name, string.Format(CultureInfo.CurrentCulture, text.Value, arguments), text.ResourceNotFound);
        }
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => German.Value.Select(pair => new LocalizedString(pair.Key, pair.Value));

    /// <summary>Every German sentence by its English one.</summary>
    internal static IReadOnlyDictionary<string, string> AllGerman => German.Value;

    private static LocalizedString Find(string name)
    {
        if (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != "de")
            return new LocalizedString(name, name);
        return German.Value.TryGetValue(name, out var german) ? new LocalizedString(name, german) : new LocalizedString(name, name, resourceNotFound: true);
    }

    private static FrozenDictionary<string, string> Read(string fileName)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.EndsWith(fileName, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            foreach (var (english, german) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
                texts[english] = german;
        }
        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
