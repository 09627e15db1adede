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
        var change = (before is null ? null : PreparedStatement.OfRowsThere(commit, after)) ?? PreparedStatement.OfRows(commit, before, after, Given(commit, after), Rows(commit), note);
        return
        [
            .. commit.Change is TableChange.Merge { Keys: var by } ? KeyCheck.Demands(by, change.Rows!) : [],
            .. change.IsNew ? KeyCheck.Demands(change.Schema, change.Rows!) : [],
            .. change.Widening(table).Select(note.On),
            .. change.IsNew ? ImmutableArray<Sql>.Empty : [DeltaSql.SetProperty(table, CommitNote.Property, note.ToJson())],
            note.On(change.Statement),
            .. change.DefinesTable ? Describe(table, change.Schema) : [],
        ];
    }

    private Sql Rows(TableCommit commit) => commit.Change.Source switch
    {
        RowSource.Query query => query.Sql,
        RowSource.Text text => Staging.Over(PlaceOf(commit)!, text.Select),
        _ => throw new ArgumentOutOfRangeException(nameof(commit), commit.Change, "No run changes a table so."),
    };

    private static ImmutableArray<(string Name, DataType? Type)> Given(TableCommit commit, TableSchema after) =>
        [.. after.Columns.Where(column => !commit.PartitionValues.ContainsKey(column.Name)).Select(column => (column.Name, (DataType?)column.Type))];

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
