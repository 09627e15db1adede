using System.Globalization;
using Kali.Data.Engines.Databricks.Files;
using Kali.Data.Engines.Databricks.Tables;

namespace Kali.Data.Engines.Databricks.Writing;

/// <summary>Brings rows of text to where the warehouse can read them: a file of the staging volume, deleted once they are in their table.</summary>
internal sealed class Staging(FilesClient files, DatabricksOptions options)
{
    private static readonly SqlName Relation = new("kali rows of text");

    /// <summary>A query over the rows of a staged file.</summary>
    public static Sql Over(string path, Func<SqlName, Sql> select) => Sql.Of($"WITH {Relation} AS (SELECT * FROM {DeltaSql.File(path)}) {select(Relation)}");

    public async Task<StagedRows> StageAsync(RowSource.Text source, TableName table, Actor actor, IProgress<double>? progress, CancellationToken ct)
    {
        using var local = await StagedText.WriteAsync(source.Open, progress, ct);
        var folder = $"{options.VolumeOf(table.Catalog)}/rows";
        var path = string.Create(CultureInfo.InvariantCulture, $"{folder}/{Guid.CreateVersion7():N}.parquet");
        await files.MakeFolderAsync(folder, actor, ct);
        await files.PutAsync(path, local.Path, actor, ct);
        return new StagedRows(Over(path, source.Select), () => files.DeleteAsync(path, actor, CancellationToken.None));
    }
}

/// <summary>A change's rows as a query, and what to do when they are no longer needed.</summary>
internal sealed class StagedRows(Sql rows, Func<Task>? end) : IAsyncDisposable
{
    public Sql Rows => rows;

    public async ValueTask DisposeAsync()
    {
        if (end is null)
            return;
        try
        {
            await end();
        }
        catch (KaliException)
        {
            // A file that stays is deleted with the volume's old ones; the rows are where they belong.
        }
    }
}
