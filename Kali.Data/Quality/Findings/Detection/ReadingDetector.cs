using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Typing;

namespace Kali.Data.Quality;

/// <summary>
/// Texts that are no value of their column's type: words for "no value", values with a unit, dates in another order, other notations. Beside them, thousands
/// set apart in a few rows only: they are read, but 1,234 may have been meant as a fraction.
/// </summary>
internal sealed class ReadingDetector : Detector
{
    private const double FewOtherwise = 0.2;
    private static readonly CommonRegex Bare = CommonRegex.Parse("^[-+ ]*[0-9]{4}");
    private static readonly CommonRegex NoWord = CommonRegex.Parse("[^\\p{L}0-9]*");
    private static readonly CommonRegex WithUnit = CommonRegex.Parse("[-+]?[0-9][0-9.,' ]*[\\p{L}%°\"'][^0-9]*|[€$£][ ]*[-+]?[0-9][0-9.,' ]*|[-+]?[0-9][0-9.,' ]*[€$£]");

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<Suspicion>();
        found.AddRange(look.Columns.Where(column => column.Misfits > 0 && column.Misfits <= 0.1 * column.Texts).SelectMany(column => Of(look, column)));
        foreach (var column in look.Columns)
        {
            if (column is { Present: >= 50, Reading.Format: ValueFormat.Number { GroupSeparator: { } sign } } && await ThousandsAsync(look, column, sign, ct) is { } set)
                found.Add(set);
        }
        return found.ToImmutable();
    }

    /// <summary>Numbers from a thousand on of which few are written otherwise than the others; null where none or many are.</summary>
    private static async Task<Suspicion?> ThousandsAsync(Look look, ColumnFacts column, char sign, CancellationToken ct)
    {
        var text = TextCleaning.Clean(new Column(column.Name));
        var (isSet, isBare) = (SqlExpression.Call(SqlFunction.Contains, text, new Constant(sign.ToString())), new PatternMatch(text, Bare, IsWhole: false));
        var counts = (await look.QueryAsync(Sql.Of($"SELECT {new Aggregate(AggregateFunction.CountIf, isSet)} AS apart, {new Aggregate(AggregateFunction.CountIf, isBare)} AS bare FROM {look.Raw(column.Sql)} AS raw_texts"), ct))[0];
        var (set, bare) = (CheckCounts.Number(counts[0]), CheckCounts.Number(counts[1]));
        if (Math.Min(set, bare) is 0 || Math.Min(set, bare) > FewOtherwise * (set + bare))
            return null;
        SqlExpression proposal = set < bare ? SqlExpression.Call(SqlFunction.Replace, text, new Constant(sign.ToString()), new Constant("")) : new Missing(DataType.String);
        return new Suspicion(DetectorKind.FormatMinority, column.Name, Sql.Of($"""
            SELECT {Look.RowId}, {proposal} AS proposal, {new Missing(DataType.String)} AS basis, CAST({(double)Math.Max(set, bare) / (set + bare)} AS DOUBLE) AS weight, FALSE AS strong
            FROM {look.Raw(column.Sql)} AS raw_texts WHERE {(set < bare ? isSet : isBare)}
            """));
    }

    private static IEnumerable<Suspicion> Of(Look look, ColumnFacts column)
    {
        var misfit = Sql.Of($"""
            SELECT texts.{Look.RowId}, texts.t, {What(column.Reading, new ColumnOf("texts", "t"))} AS what
            FROM (SELECT {Look.RowId}, {TextCleaning.Clean(new Column(column.Name))} AS t FROM {look.Raw(column.Sql)} AS raw_texts) AS texts
            JOIN (SELECT {Look.RowId} FROM {look.Subject.Silver} AS judged WHERE {look.Subject.Load.Rows} AND {Look.IsMisfit(column.Name)}) AS misfits ON texts.{Look.RowId} = misfits.{Look.RowId}
            """);
        foreach (var kind in (DetectorKind[])[DetectorKind.DisguisedMissing, DetectorKind.UnitMix, DetectorKind.FormatMinority])
        {
            var proposal = kind is DetectorKind.DisguisedMissing ? new Missing(DataType.String) : Proposal(column.Reading, new Column("t"));
            yield return new Suspicion(kind, column.Name, Sql.Of($"""
                SELECT {Look.RowId}, {proposal} AS proposal, {column.Reading.Type.Name} AS basis, CAST(1 AS DOUBLE) AS weight, TRUE AS strong
                FROM ({misfit}) AS judged_texts WHERE what = {DetectorFacts.Code(kind)}
                """));
        }
    }

    private static Case What(ColumnReading reading, SqlExpression text)
    {
        var placeholder = new AnyOf(new PatternMatch(text, NoWord, IsWhole: true), Placeholders.Match(text));
        var branches = ImmutableArray.Create<(SqlExpression, SqlExpression)>((placeholder, new Constant(DetectorFacts.Code(DetectorKind.DisguisedMissing))));
        if (reading.Type.IsNumeric)
            branches = branches.Add((new PatternMatch(text, WithUnit, IsWhole: true), new Constant(DetectorFacts.Code(DetectorKind.UnitMix))));
        return new Case(branches, new Constant(DetectorFacts.Code(DetectorKind.FormatMinority)));
    }

    /// <summary>The value that the text has in another usual notation, as the column's type prints it.</summary>
    private static SqlExpression Proposal(ColumnReading reading, SqlExpression text)
    {
        IEnumerable<SqlExpression> readings = reading.Format switch
        {
            ValueFormat.Number => Numbers(reading, text),
            ValueFormat.Date(var pattern) => DateText.Patterns
                .Where(other => other != pattern && !other.Contains(' ', StringComparison.Ordinal))
                .OrderBy(other => other == DateText.Exchanged(pattern) ? 0 : 1)
                .Select(other => TypeReading.Typed(reading with { Format = new ValueFormat.Date(other) }, text).AsText()),
            _ => [],
        };
        ImmutableArray<SqlExpression> all = [.. readings];
        return all.IsEmpty ? new Missing(DataType.String) : new Coalesce([.. all, new Missing(DataType.String)]);
    }

    private static IEnumerable<SqlExpression> Numbers(ColumnReading reading, SqlExpression text)
    {
        var bare = SqlExpression.Call(SqlFunction.Trim, new PatternReplace(text, CommonRegex.Parse("[^0-9.,+-]"), ""), new Constant(".,+ "));
        foreach (var format in (ValueFormat.Number[])[(ValueFormat.Number)reading.Format, new('.', ','), new(',', '.'), new('.', '\''), new(',', ' ')])
            yield return TypeReading.Typed(reading with { Format = format }, bare).AsText();
    }
}
