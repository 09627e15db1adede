using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Engines.Embedded.Sessions;
using Kali.Data.Engines.Embedded.Tables;
using Kali.Data.Engines.Embedded.TextRows;
using Kali.Data.Engines.Expressions;
using Kali.Data.Lake;

namespace Kali.Data.Engines.Embedded.Writing;

/// <summary>
/// Writes rows as data files of a table, in their order unless they are many rows of text. What it wrote is taken away again when it is disposed before <see cref="Keep"/>.
/// </summary>
internal sealed class DataFileWriter(DuckSession session, string folder, string tempFolder, StepProgress? progress, TextRowsSource? text, TimeProvider time) : IDisposable
{
    // Level 1 takes two thirds of the time of DuckDB's default 3 and its files are no larger (measured on two million rows of text).
    private static readonly Sql Compression = Sql.FromVerified("COMPRESSION zstd, COMPRESSION_LEVEL 1");

    private readonly List<string> _begun = [];
    private readonly List<string> _folders = [];

    /// <summary>From here on the files belong to a version of the table.</summary>
    public void Keep() => _begun.Clear();

    /// <summary>These files belong to no version after all.</summary>
    public void GiveUp(IEnumerable<string> files) => _begun.AddRange(files);

    public void Dispose()
    {
        foreach (var file in _begun)
            Discard(file);
        foreach (var temporary in _folders.Where(Directory.Exists))
            Directory.Delete(temporary, recursive: true);
    }

    /// <summary>
    /// Writes the query's rows. Rows of one partition are one plain file; only where values of the partition columns differ
    /// a second pass parts them, because DuckDB's partitioned COPY does not keep the order.
    /// </summary>
    /// <param name="rows">A query that yields the columns of the schema, less the fixed ones.</param>
    /// <param name="schema">The table's columns.</param>
    /// <param name="fixedValues">Values of partition columns that hold for every row.</param>
    /// <param name="dataChange">False when the rows were in the table before.</param>
    public List<AddAction> Write(Sql rows, TableSchema schema, IReadOnlyDictionary<string, object?> fixedValues, bool dataChange = true)
    {
        var open = schema.PartitionedBy.Where(column => !fixedValues.ContainsKey(column)).ToList();
        var values = fixedValues.ToDictionary(pair => pair.Key, pair => PartitionValue.Write(pair.Value), StringComparer.Ordinal);
        var target = open.Count == 0 ? NewFile(Folder(schema, values)) : NewFile(TemporaryFolder());
        if (Copy(rows, target) is not { Rows: > 0 } written)
        {
            Discard(target);
            return [];
        }
        if (open.Count == 0)
            return [written.ToAdd(folder, schema, values, time.GetUtcNow(), dataChange)];
        if (Constants(written, schema, open) is not { } constants)
            return [.. Part(written, schema, open, values, dataChange)];
        foreach (var (column, value) in constants)
            values[column] = value;
        return [Place(written, schema, values, dataChange)];
    }

    /// <summary>A query's rows in a file that lives as long as this writer, to be read several times.</summary>
    public WrittenFile Stage(Sql rows) => Copy(rows, NewFile(TemporaryFolder()));

    private WrittenFile Copy(Sql rows, string target)
    {
        // Of rows of text DuckDB knows no end; their reader reports itself.
        using var reporting = session.Report(text is null ? progress : null);
        var written = WrittenFile.Read(session.Run(BoundTables.Print(
            Sql.Of($"COPY ({rows}) TO {target} (FORMAT parquet, {Compression}, PRESERVE_ORDER {new Truth(text is not { IsLong: true })}, RETURN_STATS)")))[0]);
        progress?.Next();
        return written;
    }

    /// <summary>The partition's value for each open column where all rows have the same, else null.</summary>
    private static Dictionary<string, string?>? Constants(WrittenFile file, TableSchema schema, List<string> columns)
    {
        const int LongestExactBound = 64;
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            var stats = file.Columns.GetValueOrDefault(DuckDbDialect.Instance.Quote(new SqlName(column)));
            var nulls = long.Parse(stats?.GetValueOrDefault("null_count") ?? "-1", CultureInfo.InvariantCulture);
            if (stats is null)
                return null;
            if (nulls == file.Rows)
                values[column] = null;
            else if (nulls == 0 && stats.GetValueOrDefault("min") is { Length: <= LongestExactBound } min && min == stats.GetValueOrDefault("max"))
                values[column] = PartitionText.FromDuck(min, schema.Find(column)!.Type);
            else
                return null;
        }
        return values;
    }

    private IEnumerable<AddAction> Part(WrittenFile file, TableSchema schema, List<string> open, Dictionary<string, string?> values, bool dataChange)
    {
        var parted = TemporaryFolder();
        var by = Sql.Join(", ", open.Select(column => (Sql)new SqlName(column)));
        var rows = session.Run(BoundTables.Print(Sql.Of(
            $"COPY (SELECT * FROM read_parquet({file.Path}, hive_partitioning = false)) TO {parted} (FORMAT parquet, {Compression}, RETURN_STATS, PARTITION_BY ({by}), FILENAME_PATTERN 'part-{{uuid}}')")));
        foreach (var part in rows.Select(WrittenFile.Read))
        {
            var own = new Dictionary<string, string?>(values, StringComparer.Ordinal);
            foreach (var column in open)
                own[column] = part.PartitionKeys.GetValueOrDefault(column) is { } text ? PartitionText.FromDuck(text, schema.Find(column)!.Type) : null;
            yield return Place(part, schema, own, dataChange);
        }
    }

    private AddAction Place(WrittenFile file, TableSchema schema, Dictionary<string, string?> values, bool dataChange)
    {
        var target = NewFile(Folder(schema, values));
        try
        {
            File.Move(file.Path, target);
        }
        catch (Exception fault) when (StorageFault.Explains(fault))
        {
            throw StorageFault.Writing(target, fault);
        }
        return (file with { Path = target }).ToAdd(folder, schema, values, time.GetUtcNow(), dataChange);
    }

    private string Folder(TableSchema schema, Dictionary<string, string?> values) => schema.PartitionedBy.IsDefaultOrEmpty
        ? folder
        : Path.Combine(folder, DeltaPath.PartitionFolder(schema.PartitionedBy.Select(column => KeyValuePair.Create(column, values.GetValueOrDefault(column)))));

    private string TemporaryFolder()
    {
        AtomicFile.CreateFolder(tempFolder);
        var temporary = Path.Combine(tempFolder, $"write-{Guid.NewGuid():N}");
        _folders.Add(temporary);
        return temporary;
    }

    private string NewFile(string inFolder)
    {
        AtomicFile.CreateFolder(inFolder);
        var file = Path.Combine(inFolder, $"part-{Guid.NewGuid():D}.zstd.parquet");
        _begun.Add(file);
        return file;
    }

    private static void Discard(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception fault) when (StorageFault.Explains(fault))
        {
            // It belongs to no version; vacuum takes it away.
        }
    }
}
