using System.Collections.Immutable;
using System.Text.Json;
using Kali.Data.Catalog;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Shape;
using Kali.Data.Ingest.Typing;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Quality;

/// <summary>What a file holds against what the last accepted load of its dataset held, from the profile that load left.</summary>
internal sealed class UploadComparison(IDbContextFactory<KaliStore> stores, Datasets datasets, IngestOptions options) : IUploadComparison
{
    private const int LoadsLookedAt = 28;

    public async Task<ImmutableArray<UploadSign>> CompareAsync(UploadToCompare upload, Actor actor, CancellationToken ct)
    {
        var written = Written(upload);
        if (await datasets.FindAsync(upload.Dataset, actor, ct) is not { } dataset)
            return [];
        await using var store = await stores.CreateDbContextAsync(ct);
        var kept = await store.Set<QualityRecord>().AsNoTracking()
            .Where(quality => quality.DatasetId == dataset.Id && quality.Gate != GateState.Failed && quality.Profile != null)
            .OrderByDescending(quality => quality.Id).Select(quality => quality.Profile!).FirstOrDefaultAsync(ct);
        if (kept is null)
            return [.. written];
        var before = Profile.FromJson(kept);
        var missing = options.NullSpellings.ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
        var now = upload.Columns.Select((reading, i) => SampledColumn.Of(reading, upload.Sample.Values[i], missing)).ToImmutableArray();
        var maySeeValues = await datasets.MayReadAsync(upload.Dataset, Layer.Gold, actor, ct);
        var columns = now.SelectMany(column => before.Find(column.Reading.Name) is { } profile ? new ColumnComparison(profile, column, maySeeValues).Signs() : []);
        var volume = VolumeComparison.Of(upload.Rows, upload.IsRowsExact, await LoadsAsync(store, dataset.Id, ct));
        return [.. written.Concat(SplitColumns.Of(upload.Diff, before, now)).Concat(columns).Concat(volume is null ? [] : [volume]).OrderByDescending(sign => sign.IsGrave)];
    }

    private static async Task<ImmutableArray<long>> LoadsAsync(KaliStore store, int dataset, CancellationToken ct)
    {
        var ledgers = await store.Set<DatasetVersionRecord>().AsNoTracking().Where(version => version.DatasetId == dataset && version.Gate != GateState.Failed)
            .OrderByDescending(version => version.Id).Take(LoadsLookedAt).Select(version => version.Ledger).ToListAsync(ct);
        return [.. ledgers.Select(ledger => JsonSerializer.Deserialize<Ledger>(ledger)?.Raw).OfType<long>()];
    }

    /// <summary>What is written another way than last time, whatever it means.</summary>
    private static List<UploadSign> Written(UploadToCompare upload)
    {
        var signs = new List<UploadSign>();
        foreach (var column in upload.Columns)
        {
            if (upload.Known.FirstOrDefault(known => known.Name == column.Name) is not { } known)
                continue;
            var label = column.Label.Length > 0 ? column.Label : column.Name;
            if ((known.Format, column.Format) is (ValueFormat.Number was, ValueFormat.Number now) && HasFraction(known) && HasFraction(column) && was.DecimalSeparator != now.DecimalSeparator)
            {
                signs.Add(new UploadSign(UploadSignKind.DecimalSign, column.Name, false, now.DecimalSeparator == ','
                    ? Said.Of($"Decimals of {label} are written with a comma, last time with a point. They are read so.")
                    : Said.Of($"Decimals of {label} are written with a point, last time with a comma. They are read so.")));
            }
            if (Pattern(known.Format) is { } old && Pattern(column.Format) is { } pattern && Order(old) != Order(pattern))
                signs.Add(new UploadSign(UploadSignKind.DateOrder, column.Name, false, Said.Of($"Dates of {label} are written {pattern}, last time {old}. They are read so.")));
            if (UnitWords.InLabel(known.Label) is { } oldUnit && UnitWords.InLabel(column.Label) is { } unit && unit != oldUnit)
                signs.Add(new UploadSign(UploadSignKind.UnitNamed, column.Name, true, Said.Of($"{label} is in {unit} now, last time it was in {oldUnit}.")));
        }
        return signs;
    }

    private static bool HasFraction(ColumnReading column) => column.Type is Engines.DataType.Decimal { Scale: > 0 };

    private static string? Pattern(ValueFormat format) => format switch
    {
        ValueFormat.Date date => date.Pattern,
        ValueFormat.Timestamp timestamp => timestamp.Pattern,
        _ => null,
    };

    private static char Order(string pattern) => DateText.IsDayFirst(pattern) ? 'd' : pattern[0] == 'M' ? 'M' : 'y';
}
