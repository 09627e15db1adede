using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Kali.Data.Quality;
using Kali.Data.Quality.Exchange;
using Xunit;

namespace Kali.Web.Tests.Quality.Exchange;

/// <summary>Files beside the tests that say what must come out. With KALI_WRITE_GOLDEN they are written anew, to be read before they are kept.</summary>
internal static class GoldenFiles
{
    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder(), name));

    public static void Check(string name, string actual)
    {
        var file = Path.Combine(Folder(), name);
        if (Environment.GetEnvironmentVariable("KALI_WRITE_GOLDEN") is not null)
            File.WriteAllText(file, actual);
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual.ReplaceLineEndings("\n"));
    }

    public static string Report(ImportReport report)
    {
        var text = new StringBuilder();
        foreach (var item in report.Items)
        {
            text.Append(CultureInfo.InvariantCulture, $"[{item.Place}] {item.Title}\n  {item.Fidelity}");
            if (item.Rule is { } rule)
            {
                text.Append(CultureInfo.InvariantCulture, $": {rule.Name} = {RuleWords.English.Sentence(rule, column => column)}");
                text.Append(rule.Filter is null ? "" : $" filter={rule.Filter}").Append(rule.Owner is null ? "" : $" owner={rule.Owner}").Append(rule.DimensionAsSaid is null ? "" : $" dimension={rule.DimensionAsSaid}");
            }
            text.Append('\n');
            foreach (var remark in item.Remarks)
                text.Append(CultureInfo.InvariantCulture, $"  - {remark.English}\n  - {remark.German}\n");
        }
        return text.ToString();
    }

    public static string Report(RuleExport export)
    {
        var text = new StringBuilder();
        foreach (var item in export.Items)
        {
            text.Append(CultureInfo.InvariantCulture, $"{item.Rule.Name}: {item.Fidelity}\n");
            foreach (var remark in item.Remarks)
                text.Append(CultureInfo.InvariantCulture, $"  - {remark.English}\n");
        }
        return text.ToString();
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(RepositoryRoot.Path, "Kali.Web.Tests", "Quality", "Exchange", "Golden") is var folder && Directory.Exists(folder) ? folder : Path.Combine(Path.GetDirectoryName(here)!, "Golden");
}
