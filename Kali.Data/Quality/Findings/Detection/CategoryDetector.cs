using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>
/// Values that hardly a row has, in a column where few established ones (a hundredth of the rows each) cover nearly all rows and nothing lies between the two.
/// A code that a published list has is no less right for being rare; one that it lacks is told by <see cref="CodeDetector"/>.
/// </summary>
internal sealed class CategoryDetector : Detector
{
    private const double Established = 0.01;
    private const double Covered = 0.97;
    private const double Rare = 0.002;

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<Suspicion>();
        foreach (var (index, values) in (await look.ListsAsync(ct)).OrderBy(list => list.Key))
        {
            var column = look.Columns[index];
            if (column.Present < 500 || column.AverageWords >= 6 || values.Length > 1000)
                continue;
            var few = Math.Max(2, 0.0005 * column.Present);
            var established = values.Where(value => value.Count >= Established * column.Present).ToList();
            var seldom = values.Where(value => value.Count <= few).ToList();
            if (established.Sum(value => value.Count) < Covered * column.Present || established.Count + seldom.Count < values.Length || established.Count > (column.IsWhole ? 12 : 50))
                continue;
            var codes = column.IsText ? KnownCodes.Of(values, column.Present) : null;
            var rare = seldom.Where(value => value.Count <= Rare * column.Present && codes?.Has(value.Value) != true);
            if (look.SuspectListed(DetectorKind.RareCategory, column, rare.Select(value => new ListedSuspect(value.Value, null, null, Math.Max(0, 1 - value.Count / (Rare * column.Present))))) is { } suspicion)
                found.Add(suspicion);
        }
        return found.ToImmutable();
    }
}
