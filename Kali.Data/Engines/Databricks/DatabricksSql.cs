using System.Collections.Immutable;
using System.Text.Json;
using Kali.Data.Engines.Databricks.Dialect;
using Kali.Data.Engines.Databricks.Jobs.Pipelines;
using Kali.Data.Engines.Databricks.Rest;
using Kali.Data.Engines.Databricks.Tables;
using Kali.Data.Engines.Databricks.Writing;
using Kali.Data.Engines.Legacy;
using Kali.Data.Engines.Probes;
using Microsoft.Extensions.Options;

namespace Kali.Data.Engines.Databricks;

/// <summary>The statements a SQL warehouse gets, or the tasks of a job, to which values go within the text. Needs no workspace.</summary>
internal sealed class DatabricksSql(IOptions<DatabricksOptions> options, IOptions<JobOptions> jobs) : IEngineSql
{
    public string Engine => "databricks";

    public EngineStatement Query(Sql sql)
    {
        if (jobs.Value.Enabled)
            return new EngineStatement(DatabricksDialect.PrintWithoutMarks(sql), []);
        var printed = DatabricksDialect.Print(sql);
        return new EngineStatement(printed.Text, [.. (StatementValues.Of(printed.Parameters) ?? []).Select(parameter => new EngineParameter(parameter.Name, parameter.Value, parameter.Type))]);
    }

    public ImmutableArray<EngineStatement> Change(TableCommit commit, Actor actor, TableSchema? before, TableSchema after) => [.. Statements(commit, actor, before, after).Select(Query)];

    /// <summary>As <see cref="Committing"/> sends them where nothing comes in between.</summary>
    private IEnumerable<Sql> Statements(TableCommit commit, Actor actor, TableSchema? before, TableSchema after)
    {
        var (table, note) = (commit.Table, Planned(actor, commit));
        var announced = DeltaSql.SetProperty(table, CommitNote.Property, note.ToJson());
        if (commit.Change is TableChange.Delete delete)
            return [announced, note.On(ChangeStatements.Delete(table, delete.Where))];
        if (commit.Change is TableChange.Update update)
            return [announced, note.On(ChangeStatements.Update(table, update.Assignments, after, update.Where))];
        var rows = commit.Change.Source switch
        {
            RowSource.Query query => query.Sql,
            RowSource.Text text => Staging.Over(PlaceOf(commit)!, text.Select),
            _ => throw new ArgumentOutOfRangeException(nameof(commit), commit.Change, "No run changes a table so."),
        };
        var given = after.Columns.Where(column => !commit.PartitionValues.ContainsKey(column.Name)).Select(column => (column.Name, (DataType?)column.Type)).ToImmutableArray();
        var fit = RowFit.Of(before, after, given, [.. commit.PartitionValues.Keys], table.ToString(), DatabricksDialect.Instance);
        var projected = ChangeStatements.Projected(fit, rows, commit.PartitionValues);
        if (before is null)
            return [.. KeyCheck.Demands(fit.Schema, projected), note.On(DeltaSql.Create(table, fit.Schema, note, projected)), .. Describe(table, fit.Schema)];
        if (commit.Change is TableChange.Overwrite { ReplacesSchema: true })
            return [announced, note.On(DeltaSql.Replace(table, fit.Schema, note, projected)), .. Describe(table, fit.Schema)];
        var columns = ChangeStatements.Columns(fit);
        var added = after.Columns.Where(column => before.Find(column.Name) is null).ToList();
        return
        [
            .. commit.Change is TableChange.Merge { Keys: var by } ? KeyCheck.Demands(by, projected) : [],
            .. added.Count > 0 ? [DeltaSql.AddColumns(table, added)] : ImmutableArray<Sql>.Empty,
            announced,
            note.On(commit.Change switch
            {
                TableChange.Overwrite { Where: { } where } => ChangeStatements.OverwriteWhere(table, columns, projected, where),
                TableChange.Overwrite => ChangeStatements.Overwrite(table, columns, projected),
                TableChange.Merge merge => ChangeStatements.Merge(table, columns, projected, merge.Keys),
                _ => ChangeStatements.Append(table, columns, projected),
            }),
        ];
    }

    private static IEnumerable<Sql> Describe(TableName table, TableSchema schema) => DeltaSql.Describe(table, schema).Append(DeltaSql.Tag(table));

    public ImmutableArray<EngineStatement> Step(TableName table, ProbeStep step, TableSchema? before, TableSchema? after)
    {
        var note = Planned(Actor.System, null);
        return step is ProbeStep.Commit { Change: var commit } ? Change(commit, Actor.System, before, after!) : [.. (step switch
        {
            ProbeStep.Restore { Version: var version } => [DeltaSql.SetProperty(table, CommitNote.Property, note.ToJson()), note.On(DeltaSql.Restore(table, version))],
            ProbeStep.Optimize { OrderedBy: var columns } => [DeltaSql.Optimize(table, columns)],
            ProbeStep.Vacuum { Retention: var retention } => [DeltaSql.Vacuum(table, retention, dryRun: true), DeltaSql.Vacuum(table, retention, dryRun: false)],
            ProbeStep.Rename { To: var to } => [note.On(DeltaSql.Rename(table, to))],
            ProbeStep.Drop => [note.On(DeltaSql.Drop(table))],
            ProbeStep.Undrop => [note.On(DeltaSql.Undrop(table))],
            ProbeStep.Describe => [DeltaSql.History(table), DeltaSql.NewestOf(table), DeltaSql.Detail(table), DeltaSql.ColumnsOf(Sql.Of($"SELECT * FROM {table}"))],
            ProbeStep.MakeFunction => new[] { LegacyCleaning.CreateFunction(table.Catalog) },
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No step of a probe."),
        }).Select(Query)];
    }

    private static CommitNote Planned(Actor actor, TableCommit? commit) =>
        new("planned", commit?.Once, actor.UserId, actor.DisplayName, commit?.About ?? ImmutableSortedDictionary<string, string>.Empty);

    public string? PlaceOf(TableCommit commit) => commit.Change.Source is RowSource.Text ? $"{options.Value.VolumeOf(options.Value.Catalog)}/rows/{commit.Table.Name}.parquet" : null;

    public string? TaskOf(RunStepName step) => PipelineTask.Of(step).Key;

    public string? Job => JsonSerializer.Serialize(PipelineJobDefinition.Of(options.Value.Catalog, JobPlaces.Of(options.Value), jobs.Value), DatabricksJson.Default.JobSettings);

    public Sql TextRows(string file, Func<SqlName, Sql> select) =>
        Staging.Over($"{options.Value.VolumeOf(options.Value.Catalog)}/rows/{file}.parquet", select);
}
