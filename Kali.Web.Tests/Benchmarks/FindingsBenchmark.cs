using System.Globalization;
using System.Text;
using Kali.Data.Quality;
using Kali.Web.Tests.Benchmarks.Findings;

namespace Kali.Web.Tests.Benchmarks;

/// <summary>
/// <c>bench findings [--detail] [NAME…]</c>: precision, recall and F1 over all findings, without a label, rule or setting; false alarms on the clean files.
/// The published tables (hospital, flights) lie in <c>../shared/data/error-detection</c>; the others are made from a seed, some of them in shapes that nothing was tried on before.
/// </summary>
internal static class FindingsBenchmark
{
    private const int Seed = 20261123;

    public static async Task<int> RunAsync(string[] args)
    {
        var isDetailed = args.Contains("--detail");
        var seed = args.FirstOrDefault(arg => int.TryParse(arg, CultureInfo.InvariantCulture, out _)) is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Seed;
        var names = args.Where(arg => !arg.StartsWith('-') && !int.TryParse(arg, CultureInfo.InvariantCulture, out _)).ToList();
        var folder = Directory.CreateTempSubdirectory("kali-findings-").FullName;
        try
        {
            foreach (var published in Published().Where(one => names.Count == 0 || names.Contains(Path.GetFileName(one))))
                await PublishedAsync(published, isDetailed);
            foreach (var (made, kind) in Made(seed))
            {
                if (names.Count == 0 || names.Contains(made.Name) || names.Contains(kind))
                    await MadeAsync(made, kind.Length == 0 ? "" : $" ({kind})", folder, isDetailed);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static IEnumerable<(MadeTable Table, string Kind)> Made(int seed) => MadeTables.All(seed).Select(table => (table, ""))
        .Concat(FurtherTables.All(seed + 100).Select(table => (table, "further"))).Concat(HoldOutTables.All(seed + 200).Select(table => (table, "hold-out")))
        .Concat(UnseenTables.All(seed + 300).Concat(ShapedTables.All(seed + 400)).Select(table => (table, "unseen")));

    private static IEnumerable<string> Published()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var place = Path.Combine(folder.FullName, "shared", "data", "error-detection");
            if (Directory.Exists(place))
                return Directory.GetDirectories(place).Where(data => File.Exists(Path.Combine(data, "dirty.csv"))).Order(StringComparer.Ordinal);
        }
        Console.WriteLine("../shared/data/error-detection is not beside the repository: the published tables are left out.");
        return [];
    }

    private static async Task PublishedAsync(string folder, bool isDetailed)
    {
        var (dirty, clean) = (Path.Combine(folder, "dirty.csv"), Path.Combine(folder, "clean.csv"));
        var (header, is_) = Read(dirty);
        var (_, ought) = Read(clean);
        var truth = new HashSet<(int, string)>();
        for (var row = 0; row < is_.Count; row++)
        {
            for (var column = 0; column < header.Length; column++)
            {
                if (is_[row][column] != ought[row][column])
                    truth.Add((row, header[column]));
            }
        }
        var name = Path.GetFileName(folder);
        Print(name, await FindingTrial.OfAsync(dirty, CancellationToken.None), truth, [], isDetailed);
        Clean(name, await FindingTrial.OfAsync(clean, CancellationToken.None), isDetailed);
    }

    private static async Task MadeAsync(MadeTable table, string kind, string folder, bool isDetailed)
    {
        var (dirty, clean) = (Path.Combine(folder, $"{table.Name}.csv"), Path.Combine(folder, $"{table.Name} clean.csv"));
        await File.WriteAllTextAsync(dirty, MadeTable.Csv(table.Header, table.Dirty), new UTF8Encoding(false));
        await File.WriteAllTextAsync(clean, MadeTable.Csv(table.Header, table.Clean), new UTF8Encoding(false));
        Print(table.Name + kind, await FindingTrial.OfAsync(dirty, CancellationToken.None), table.Truth, table.Planted, isDetailed);
        Clean(table.Name + kind, await FindingTrial.OfAsync(clean, CancellationToken.None), isDetailed);
    }

    private static void Print(string name, FindingTrial trial, HashSet<(int Row, string Column)> truth, Dictionary<(int Row, string Column), string> planted, bool isDetailed)
    {
        var found = trial.Cells.Select(cell => (cell.Row, cell.Column)).ToHashSet();
        var confirmed = trial.Cells.Where(cell => cell.Group.Tier is FindingTier.Confirmed).Select(cell => (cell.Row, cell.Column)).ToHashSet();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {FindingScore.Of(found, truth)}; confirmed alone {FindingScore.Of(confirmed, truth)}; {trial.Report.Groups.Length} findings, {trial.Time.TotalSeconds:0.0} s"));
        if (!isDetailed)
            return;
        foreach (var group in trial.Report.Groups)
        {
            var cells = trial.Cells.Where(cell => cell.Group.Key == group.Key).ToList();
            var right = cells.Count(cell => truth.Contains((cell.Row, cell.Column)));
            var wrong = cells.Where(cell => !truth.Contains((cell.Row, cell.Column))).Take(3).Select(cell => $"{cell.Row}:{cell.Cell.Value}→{cell.Cell.Proposal} ({cell.Cell.Basis})");
            Console.WriteLine($"    {group.Key}: {right} of {cells.Count} right   {string.Join(" | ", wrong)}");
        }
        foreach (var kind in truth.Where(cell => !found.Contains(cell)).GroupBy(cell => (planted.GetValueOrDefault(cell, "wrong"), cell.Column)).OrderByDescending(kind => kind.Count()).Take(25))
        {
            var all = truth.Count(cell => (planted.GetValueOrDefault(cell, "wrong"), cell.Column) == kind.Key);
            Console.WriteLine($"    missed {kind.Key.Item1} in {kind.Key.Column}: {kind.Count()} of {all}   rows {string.Join(", ", kind.Take(4).Select(cell => cell.Row))}");
        }
    }

    private static void Clean(string name, FindingTrial trial, bool isDetailed)
    {
        var confirmed = trial.Report.Groups.Where(group => group.Tier is FindingTier.Confirmed).ToList();
        var others = trial.Report.Groups.Where(group => group.Tier is FindingTier.WorthALook).ToList();
        Console.WriteLine($"    clean: {confirmed.Sum(group => group.Cells)} confirmed cells in {confirmed.Count} findings, {others.Sum(group => group.Cells)} worth a look in {others.Count}");
        if (!isDetailed)
            return;
        foreach (var group in trial.Report.Groups)
            Console.WriteLine($"        {group.Key}: {group.Cells}   {string.Join(" | ", group.Examples.Take(3).Select(cell => $"{cell.Value}→{cell.Proposal} ({cell.Basis})"))}");
    }

    private static (string[] Header, List<string[]> Rows) Read(string file)
    {
        var all = new List<string[]>();
        var (row, cell, isQuoted) = (new List<string>(), new StringBuilder(), false);
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (isQuoted)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                    cell.Append(text[i++]);
                else if (c == '"')
                    isQuoted = false;
                else
                    cell.Append(c);
            }
            else if (c == '"')
                isQuoted = true;
            else if (c is ',' or '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    all.Add([.. row]);
                    row.Clear();
                }
            }
            else
                cell.Append(c);
        }
        return (all[0], all[1..]);
    }
}
