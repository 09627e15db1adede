using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>
/// The first of the scans of a profile: one row of figures, a fixed number of them a column. The others (<see cref="SamplePlan"/>, <see cref="ValuesPlan"/>)
/// are made from what it found.
/// </summary>
public sealed class ProfilePlan
{
    private const int LongestShown = 256;
    private readonly ProfileSource _source;
    private readonly bool _hasSample;
    private readonly List<(SqlExpression Value, Action<Draft, object?> Take)> _figures = [];

    private ProfilePlan(ProfileSource source, bool hasSample)
    {
        (_source, _hasSample) = (source, hasSample);
        _figures.Add((new RowCount(), (draft, value) => draft.Rows = CheckCounts.Number(value)));
        if (source.RowHash is { } hash)
            _figures.Add((new Aggregate(AggregateFunction.Distinct, hash), (draft, value) => draft.Duplicates = draft.Rows - CheckCounts.Number(value)));
        foreach (var column in source.Columns)
            Figures(column);
    }

    public static ProfilePlan For(ProfileSource source) => new(source, hasSample: false);

    /// <summary>Without the figures that a sample will give.</summary>
    public static ProfilePlan BeforeASample(ProfileSource source) => new(source, hasSample: true);

    public Sql Statement
    {
        get
        {
            var columns = _figures.Select((figure, index) => Sql.Of($"{figure.Value} AS {new SqlName(string.Create(CultureInfo.InvariantCulture, $"figure_{index}"))}"));
            return Sql.Of($"SELECT {columns} FROM ({_source.Relation}) AS profiled");
        }
    }

    /// <summary>The profile so far, without values, bins and patterns.</summary>
    public Profile Read(object?[] row)
    {
        var draft = new Draft(_source.Columns.Length);
        for (var i = 0; i < _figures.Count; i++)
            _figures[i].Take(draft, row[i]);
        return new Profile(draft.Rows, draft.Duplicates, [.. _source.Columns.Select(column => draft.Finish(column))]);
    }

    private void Figures(ProfiledColumn column)
    {
        var i = column.Index;
        Add(Of(AggregateFunction.Count, column.Value), (draft, value) => draft.Columns[i].Present = CheckCounts.Number(value));
        if (column.Reading is { } reading)
            ReadingFigures(column, reading);
        if (!column.IsPlain)
            return;
        Add(Bound(column, AggregateFunction.Min), (draft, value) => draft.Columns[i].Min = value as string);
        Add(Bound(column, AggregateFunction.Max), (draft, value) => draft.Columns[i].Max = value as string);
        // Of two truths the bounds tell how many there are.
        Add(column.Type == DataType.Boolean ? BothTruths(column) : Of(AggregateFunction.ApproximateDistinct, column.Value), (draft, value) => draft.Columns[i].Distinct = CheckCounts.Number(value));
        if (column.IsText)
        {
            var length = SqlExpression.Call(SqlFunction.Length, column.Value);
            Add(Of(AggregateFunction.Min, length), (draft, value) => draft.Columns[i].Shortest = (int?)NumberOrNull(value));
            Add(Of(AggregateFunction.Max, length), (draft, value) => draft.Columns[i].Longest = (int?)NumberOrNull(value));
        }
        if (column.Position is not { } position || !column.Type.IsNumeric)
            return;
        Add(Of(AggregateFunction.Average, position), (draft, value) => draft.Columns[i].Mean = value as double?);
        Add(Of(AggregateFunction.StandardDeviation, position), (draft, value) => draft.Columns[i].Deviation = value as double?);
        if (_hasSample)
            return;
        var chosen = _source.IsChosenForQuantiles is { } isChosen ? Case.When(isChosen, position) : position;
        if (chosen != position)
            Add(Of(AggregateFunction.Count, chosen), (draft, value) => draft.Columns[i].QuantilesOf = CheckCounts.Number(value));
        Add(new Quantiles(chosen, Profile.QuantileShares), (draft, value) => draft.Columns[i].Quantiles = value is string json ? JsonSerializer.Deserialize<ImmutableArray<double>>(json) : []);
    }

    /// <summary>What reading the text changed. Rare rows pay: everything stands behind "the cleaned text differs".</summary>
    private void ReadingFigures(ProfiledColumn column, ColumnReading reading)
    {
        var i = column.Index;
        var differs = column.Differs;
        var trimmed = TextCleaning.Trimmed(column.Raw);
        Add(Of(AggregateFunction.Count, column.Raw), (draft, value) => draft.Columns[i].Cells = CheckCounts.Number(value));
        Add(Of(AggregateFunction.CountIf, IsMissing(column)), (draft, value) => draft.Columns[i].ReadAsMissing = CheckCounts.Number(value));
        if (column.IsCastFirst)
            Add(Of(AggregateFunction.Count, column.Clean), (draft, value) => draft.Columns[i].NotAsWritten = CheckCounts.Number(value));
        Add(Of(AggregateFunction.CountIf, Case.When(differs, trimmed.NotEqualTo(column.Raw), new Truth(false))), (draft, value) => draft.Columns[i].Trimmed = CheckCounts.Number(value));
        Add(Of(AggregateFunction.CountIf, Case.When(differs, trimmed.NotEqualTo(column.Clean), new Truth(false))), (draft, value) => draft.Columns[i].Normalised = CheckCounts.Number(value));
        Add(Example(differs, column.Raw), (draft, value) => draft.Columns[i].ChangedExample = value as string);
        Add(Example(new AllOf(IsMissing(column), column.Clean.NotEqualTo(new Constant(""))), column.Clean), (draft, value) => draft.Columns[i].MissingExample = value as string);
        if (TypeReading.CanFail(reading))
            Add(Example(new AllOf(column.Text.IsNotNull(), column.Value.IsNull()), column.Text), (draft, value) => draft.Columns[i].MisfitExample = value as string);
        if (!IsPlainNotation(reading))
            Add(Example(column.Value.IsNotNull(), column.Text), (draft, value) => draft.Columns[i].ReadExample = value as string);
    }

    /// <summary>There is a cleaned text, and it says "no value".</summary>
    private static AllOf IsMissing(ProfiledColumn column) => new(column.Clean.IsNotNull(), column.Text.IsNull());

    internal static bool IsPlainNotation(ColumnReading reading) => reading.Format switch
    {
        ValueFormat.Number(var separator, var group) => separator == '.' && group is null,
        ValueFormat.Date(var pattern) => pattern == "yyyy-MM-dd",
        ValueFormat.Boolean(var trueWord, var falseWord) => trueWord == "true" && falseWord == "false",
        ValueFormat.Timestamp(var pattern, _) => pattern.StartsWith("yyyy-MM-dd", StringComparison.Ordinal),
        _ => true,
    };

    /// <summary>Whether a text of nothing but blanks can be between these bounds: it begins with a blank, or with none of the signs that are no blanks for sure.</summary>
    internal static bool MayBeBlank(ColumnProfile profile) => string.CompareOrdinal(profile.Min, "!") < 0 || string.CompareOrdinal(profile.Max, "\u007F") >= 0;

    internal static Case IsBlank(SqlExpression text) => Case.When(
        new AnyOf(text.LessThan(new Constant("!")), text.AtLeast(new Constant("\u007F"))), TextCleaning.Trimmed(text).EqualTo(new Constant("")), new Truth(false));

    /// <summary>Text is cut after it was found: its beginning is the least of all beginnings too.</summary>
    private static SqlExpression Bound(ProfiledColumn column, AggregateFunction function)
    {
        var bound = Of(function, column.Value);
        return column.IsText ? SqlExpression.Call(SqlFunction.Substring, bound, new WholeNumber(1), new WholeNumber(LongestShown)) : bound.AsText();
    }

    private static Case BothTruths(ProfiledColumn column) => Case.When(
        Of(AggregateFunction.Min, column.Value).EqualTo(Of(AggregateFunction.Max, column.Value)), new WholeNumber(1), new WholeNumber(2));

    private static Aggregate Example(SqlExpression when, SqlExpression value) =>
        Of(AggregateFunction.Min, Case.When(when, SqlExpression.Call(SqlFunction.Substring, value, new WholeNumber(1), new WholeNumber(LongestShown))));

    private static Aggregate Of(AggregateFunction function, SqlExpression operand) => new(function, operand);

    private static long? NumberOrNull(object? value) => value is null ? null : CheckCounts.Number(value);

    private void Add(SqlExpression value, Action<Draft, object?> take) => _figures.Add((value, take));

    private sealed class Draft(int columns)
    {
        public long Rows { get; set; }

        public long? Duplicates { get; set; }

        public ColumnDraft[] Columns { get; } = [.. Enumerable.Range(0, columns).Select(_ => new ColumnDraft())];

        public ColumnProfile Finish(ProfiledColumn column) => Columns[column.Index].Finish(column, Rows);
    }
}
