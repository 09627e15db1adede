using System.Collections.Immutable;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>Counts what became of planted rows, defect by defect.</summary>
/// <param name="placed">Everything planted.</param>
/// <param name="inForce">The rules in force; others are tried for what they would close.</param>
internal sealed class BiteAccount(ImmutableArray<PlacedDefect> placed, HashSet<Guid> inForce)
{
    private readonly Dictionary<int, Tally> _tallies = placed.ToDictionary(defect => defect.Number, defect => new Tally(defect.Defect));
    private readonly List<(BiteResult Result, ImmutableArray<(Rule Rule, CheckResult Before)> Closing)> _ofUpload = [];

    /// <param name="row">The row.</param>
    /// <param name="cells">What detectors say of its cells. What they say of others than the planted one is luck, and does not count.</param>
    /// <param name="confirmedHold">Whether confirmed findings hold rows back in the dataset.</param>
    public void Add(PlantedRow row, IEnumerable<(DetectorKind Detector, FindingTier Tier, string Column)> cells, bool confirmedHold)
    {
        var tally = _tallies[row.Number];
        var found = cells.Where(finding => tally.Defect.IsMeantBy(finding.Column)).ToList();
        tally.Planted++;
        if (row.IsPutRight)
        {
            tally.PutRight++;
            return;
        }
        var broken = row.Broken.Where(rule => inForce.Contains(rule.Rule.Id)).ToList();
        foreach (var rule in broken)
            tally.Rules[rule.Rule.Name] = tally.Rules.GetValueOrDefault(rule.Rule.Name) + 1;
        foreach (var detector in found.Select(finding => finding.Detector).Distinct())
            tally.Detectors[detector] = tally.Detectors.GetValueOrDefault(detector) + 1;
        tally.ByRules += broken.Count > 0 ? 1 : 0;
        tally.ByFindings += found.Count == 0 ? 0 : 1;
        tally.HeldBack += broken.Exists(rule => rule.Rule.HoldsRowsBack) || (confirmedHold && found.Exists(finding => finding.Tier == FindingTier.Confirmed)) ? 1 : 0;
        if (broken.Count > 0 || found.Count > 0)
        {
            tally.Caught++;
            return;
        }
        foreach (var rule in row.Broken)
            tally.Closing[rule.Rule.Id] = tally.Closing.GetValueOrDefault(rule.Rule.Id) + 1;
    }

    public void AddUpload(BiteResult result, ImmutableArray<(Rule Rule, CheckResult Before)> closing) => _ofUpload.Add((result, closing));

    public IEnumerable<BiteResult> Results(ImmutableArray<ColumnReading> readings)
    {
        var order = readings.Select((reading, index) => (reading.Name, index)).ToDictionary(column => column.Name, column => column.index);
        return _tallies.Values.Where(tally => tally.Planted > 0).Select(tally => tally.ToResult())
            .OrderBy(result => result.Column is { } column ? order[column] : readings.Length).ThenBy(result => result.Kind);
    }

    /// <param name="closing">Rules that hardly a row breaks as it is, with how many do.</param>
    /// <param name="names">Names of rules that there are already; those proposed are added.</param>
    public ImmutableArray<BlindSpot> BlindSpots(ImmutableArray<CheckResult> closing, HashSet<string> names)
    {
        var spots = new List<BlindSpot>();
        foreach (var tally in _tallies.Values.Where(tally => tally.ToResult().IsBlindSpot))
        {
            var missed = tally.Planted - tally.PutRight - tally.Caught;
            var best = closing.Where(result => tally.Closing.GetValueOrDefault(result.Rule.Id) * 2 >= missed)
                .OrderByDescending(result => tally.Closing[result.Rule.Id]).ThenBy(result => result.Failing).ThenBy(result => result.Rule.Kind.Columns.Length).FirstOrDefault();
            spots.Add(new BlindSpot(tally.Defect.Kind, tally.Defect.Column, tally.Defect.AddsRows ? null : tally.Defect.With, best is null
                ? null
                : new ClosingRule(best.Rule, tally.Closing[best.Rule.Id], missed, best.Failing ?? 0, best.Evaluated)));
        }
        foreach (var (result, rules) in _ofUpload.Where(told => told.Result.IsBlindSpot))
            spots.Add(new BlindSpot(result.Kind, result.Column, null, rules.IsEmpty ? null : new ClosingRule(rules[0].Rule, 1, 1, rules[0].Before.Failing ?? 0, rules[0].Before.Evaluated)));
        return [.. spots.OrderByDescending(spot => spot.Closing is not null).ThenByDescending(spot => spot.Closing?.WouldCatch).Select(spot => Named(spot, names))];
    }

    /// <summary>The same rule may close several spots; each rule has one name, and one that no other rule has.</summary>
    private readonly Dictionary<Guid, string> _named = [];

    private BlindSpot Named(BlindSpot spot, HashSet<string> names)
    {
        if (spot.Closing is not { } closing)
            return spot;
        if (!_named.TryGetValue(closing.Rule.Id, out var name))
        {
            name = closing.Rule.Name;
            for (var again = 2; !names.Add(name); again++)
                name = FormattableString.Invariant($"{closing.Rule.Name}_{again}");
            _named[closing.Rule.Id] = name;
        }
        return spot with
        {
            Closing = closing with { Rule = closing.Rule with { Name = name, Origin = new RuleOrigin("bite", closing.Evaluated - closing.Breaking, closing.Evaluated) } },
        };
    }

    private sealed class Tally(Defect defect)
    {
        public Defect Defect => defect;

        public long Planted { get; set; }

        public long PutRight { get; set; }

        public long ByRules { get; set; }

        public long HeldBack { get; set; }

        public long ByFindings { get; set; }

        public long Caught { get; set; }

        public Dictionary<string, long> Rules { get; } = [];

        public Dictionary<DetectorKind, long> Detectors { get; } = [];

        /// <summary>Rules not in force that notice what was missed.</summary>
        public Dictionary<Guid, long> Closing { get; } = [];

        public BiteResult ToResult() => new(
            defect.Kind, defect.Column, defect.AddsRows ? null : defect.With, Planted, PutRight, ByRules, HeldBack, ByFindings, Caught,
            [.. Rules.OrderByDescending(rule => rule.Value).ThenBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => rule.Key)],
            [.. Detectors.OrderByDescending(detector => detector.Value).ThenBy(detector => detector.Key).Select(detector => detector.Key)]);
    }
}
