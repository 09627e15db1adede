using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>Codes that the published list does not have from which nearly all values of the column are: countries, currencies, languages, states.</summary>
internal sealed class CodeDetector : Detector
{
    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<Suspicion>();
        foreach (var (index, values) in (await look.ListsAsync(ct)).Where(list => look.Columns[list.Key].IsText).OrderBy(list => list.Key))
        {
            var column = look.Columns[index];
            if (KnownCodes.Of(values, column.Present) is { } codes
                && look.SuspectListed(DetectorKind.ReferenceGap, column, values.Where(value => codes.Lacks(value.Value)).Select(value => new ListedSuspect(value.Value, null, codes.Name, 1 - column.Share(value.Count)))) is { } suspicion)
                found.Add(suspicion);
        }
        return found.ToImmutable();
    }
}
