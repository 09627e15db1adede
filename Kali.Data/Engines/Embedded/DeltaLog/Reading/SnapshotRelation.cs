using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;

namespace Kali.Data.Engines.Embedded.DeltaLog.Reading;

/// <summary>
/// The rows of a snapshot as a DuckDB relation: a SELECT in brackets whose columns are the table's, in order, named and typed as its schema says.
/// It depends on no setting of the session.
/// </summary>
/// <param name="Text">For a FROM clause or the body of a view.</param>
/// <param name="Files">The data files it reads, for a sandbox that allows nothing else.</param>
internal sealed record SnapshotRelation(string Text, ImmutableArray<string> Files)
{
    /// <summary>With <see cref="RelationOptions.WithOrigin"/>: the data file of a row, as it lies on disk.</summary>
    public const string FileColumn = "__kali_file";

    /// <summary>With <see cref="RelationOptions.WithOrigin"/>: the row's place in its file, from 0.</summary>
    public const string RowColumn = "__kali_file_row";

    private const int MostBranches = 64;

    /// <exception cref="RefusedException">Some file cannot be read rightly.</exception>
    public static async Task<SnapshotRelation> OfAsync(DeltaTable table, Snapshot snapshot, RelationOptions options, CancellationToken ct)
    {
        var adds = options.Files ?? snapshot.Files;
        var paths = adds.Select(add => DeltaPath.OnDisk(snapshot.Folder, add.Path)).ToList();
        var layouts = await table.Parquet.LayoutsAsync(paths, ct).ConfigureAwait(false);
        var files = adds.Select((add, i) => new RelationFile(add, paths[i], layouts[i])).ToList();
        return new SnapshotRelation(new Writer(snapshot, options).Text(files), [.. paths.Distinct(StringComparer.Ordinal)]);
    }

    private sealed record RelationFile(AddAction Add, string Path, ParquetLayout Layout)
    {
        /// <summary>Equal for files whose partition columns have the same values.</summary>
        public string Partition { get; } = string.Join('\u0001', Add.PartitionValues
            .OrderBy(value => value.Key, StringComparer.Ordinal)
            .Select(value => $"{value.Key}\u0002{value.Value ?? "\u0003"}"));
    }

    private sealed class Writer(Snapshot snapshot, RelationOptions options)
    {
        private readonly Dictionary<string, ColumnReading> _columns = snapshot.Fields
            .ToDictionary(field => field.Name, field => new ColumnReading(snapshot, field, options.Zone), StringComparer.Ordinal);

        public string Text(List<RelationFile> files)
        {
            if (files.Count == 0)
                return $"(SELECT {string.Join(", ", _columns.Values.Select(column => column.Nothing).Concat(options.WithOrigin ? [$"NULL::VARCHAR AS {DuckText.Name(FileColumn)}", $"NULL::BIGINT AS {DuckText.Name(RowColumn)}"] : []))} WHERE false)";
            return $"({string.Join("\nUNION ALL\n", files.GroupBy(file => file.Layout).SelectMany(Branches))})";
        }

        // A branch for each partition lets DuckDB drop those that a filter rules out; with very many, one scan joins the values instead.
        private IEnumerable<string> Branches(IGrouping<ParquetLayout, RelationFile> same)
        {
            var partitions = same.GroupBy(file => file.Partition, StringComparer.Ordinal).ToList();
            return partitions.Count <= (options.MostBranches ?? MostBranches)
                ? partitions.Select(partition => Branch(same.Key, [.. partition], joined: false))
                : [Branch(same.Key, [.. same], joined: true)];
        }

        private string Branch(ParquetLayout layout, List<RelationFile> files, bool joined)
        {
            var deleted = files.Where(file => file.Add.DeletionVector is not null).ToList();
            var needsFile = options.WithOrigin || joined || deleted.Count > 0;
            var needsRow = options.WithOrigin || deleted.Count > 0;
            if (needsRow && layout.Columns.FirstOrDefault(column => column.Name.Equals("file_row_number", StringComparison.OrdinalIgnoreCase)) is { } taken)
                throw new RefusedException($"The table in “{snapshot.Folder}” has a column “{taken.Name}” and deletion vectors; the two together cannot be read.");

            var text = new StringBuilder("SELECT ");
            text.AppendJoin(", ", _columns.Values.Select(column => column.IsPartition
                ? joined ? $"p.{DuckText.Name(column.Name)}" : $"{column.Partition(files[0].Add)} AS {DuckText.Name(column.Name)}"
                : column.Data(layout, files[0].Path)));
            if (options.WithOrigin)
                text.Append(CultureInfo.InvariantCulture, $", f.{DuckText.Name(FileColumn)}, f.file_row_number AS {DuckText.Name(RowColumn)}");
            text.Append(CultureInfo.InvariantCulture, $" FROM read_parquet({DuckText.Paths(files.Select(file => file.Path))}, hive_partitioning = false");
            if (needsFile)
                text.Append(CultureInfo.InvariantCulture, $", filename = {DuckText.Literal(FileColumn)}");
            if (needsRow)
                text.Append(", file_row_number = true");
            text.Append(") AS f");
            if (joined)
                text.Append(PartitionsJoined(files));
            if (deleted.Count > 0)
                text.Append(DeletedLeftOut(deleted));
            return text.ToString();
        }

        private string PartitionsJoined(List<RelationFile> files)
        {
            var columns = _columns.Values.Where(column => column.IsPartition).ToList();
            var rows = files.Select(file => $"({string.Join(", ", columns.Select(column => column.Partition(file.Add)).Prepend(DuckText.Literal(file.Path)))})");
            return $" JOIN (VALUES {string.Join(", ", rows)}) AS p(file, {string.Join(", ", columns.Select(column => DuckText.Name(column.Name)))}) ON p.file = f.{DuckText.Name(FileColumn)}";
        }

        // One text a file, taken apart by DuckDB: a list of a million constants would have to be parsed as SQL.
        private string DeletedLeftOut(List<RelationFile> files)
        {
            var rows = files.Select(file => $"({DuckText.Literal(file.Path)}, '{string.Join(',', DeletionVector.Read(snapshot.Folder, file.Add.DeletionVector!))}')");
            return $" ANTI JOIN (SELECT file, unnest(string_split(rows, ',')::BIGINT[]) AS deleted FROM (VALUES {string.Join(", ", rows)}) AS v(file, rows) WHERE rows <> '') AS d ON d.file = f.{DuckText.Name(FileColumn)} AND d.deleted = f.file_row_number";
        }
    }
}
