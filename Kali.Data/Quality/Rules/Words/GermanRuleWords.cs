using System.Collections.Immutable;
using System.Globalization;

namespace Kali.Data.Quality;

internal sealed class GermanRuleWords : RuleWords
{
    protected override CultureInfo Culture { get; } = CultureInfo.GetCultureInfo("de-DE");

    internal override string Say(string english, string german) => german;

    public override string Obstacle(Obstacle obstacle) => obstacle.Kind switch
    {
        ObstacleKind.NoSuchColumn => $"Die Tabelle hat keine Spalte {obstacle.Detail}.",
        ObstacleKind.OtherType => $"Eine Spalte dieses Typs lässt sich so nicht prüfen: {obstacle.Detail}.",
        ObstacleKind.Pattern => $"Das Muster ist nicht verwendbar: {obstacle.Detail}",
        ObstacleKind.Expression => $"Der Ausdruck ist nicht verwendbar: {obstacle.German ?? obstacle.Detail}",
        ObstacleKind.Value => $"Ein Wert der Regel passt nicht zum Typ der Spalte: {obstacle.Detail}.",
        ObstacleKind.Groups => $"Sie lässt sich nicht nach Gruppen beurteilen: {obstacle.Detail}.",
        ObstacleKind.NoSuchTable => $"Die Tabelle, auf die sie sich bezieht, gibt es nicht: {obstacle.Detail}.",
        _ => $"Die Datenbank konnte sie nicht ausführen: {obstacle.Detail}",
    };

    public override string Dimension(QualityDimension dimension) => dimension switch
    {
        QualityDimension.Completeness => "Vollständigkeit",
        QualityDimension.Validity => "Gültigkeit",
        QualityDimension.Uniqueness => "Eindeutigkeit",
        QualityDimension.Consistency => "Stimmigkeit",
        QualityDimension.Timeliness => "Aktualität",
        _ => "Richtigkeit",
    };

    internal override string NotNull(string column) => $"{column} fehlt nie";

    internal override string NullRatio(string column, double percent) => $"{column} fehlt in höchstens {Number(percent)}\u00a0% der Zeilen";

    internal override string Unique(ImmutableArray<string> columns) => columns.Length == 1
        ? $"{columns[0]} steht jeweils nur in einer Zeile"
        : $"{List(columns, "und")} stehen zusammen jeweils nur in einer Zeile";

    internal override string NoDuplicateRows(ImmutableArray<string> columns) => columns.IsEmpty
        ? "Keine Zeile kommt doppelt vor"
        : $"Keine zwei Zeilen stimmen in {List(columns, "und")} überein";

    internal override string FitsType(string column) => $"Jeder Wert in {column} passt zum Typ der Spalte";

    internal override string HasSchema(ImmutableArray<string> columns, bool isStrict) => isStrict
        ? $"Die Tabelle hat genau diese Spalten, in dieser Reihenfolge: {List(columns, "und")}"
        : $"Die Tabelle hat die Spalten {List(columns, "und")}";

    internal override string OneOf(string column, ImmutableArray<string> allowed) =>
        $"{column} ist {Some(allowed, "oder", count => $"oder einer von {count} weiteren Werten")}";

    internal override string InRange(string column, string? min, string? max, bool isMinOutside, bool isMaxOutside) => (min, max) switch
    {
        (null, null) => $"{column} darf jeden Wert haben",
        (not null, null) => isMinOutside ? $"{column} ist größer als {min}" : $"{column} ist mindestens {min}",
        (null, not null) => isMaxOutside ? $"{column} ist kleiner als {max}" : $"{column} ist höchstens {max}",
        _ => $"{column} ist {(isMinOutside ? "größer als" : "mindestens")} {min} und {(isMaxOutside ? "kleiner als" : "höchstens")} {max}",
    };

    internal override string MatchesPattern(string column, string pattern, bool isForbidden) =>
        isForbidden ? $"{column} ist nie geschrieben wie {pattern}" : $"{column} ist geschrieben wie {pattern}";

    internal override string RowCount(long? min, long? max) => (min, max) switch
    {
        (null, null) => "Der Upload darf beliebig viele Zeilen haben",
        (not null, null) => $"Der Upload hat mindestens {Number(min.Value)} Zeilen",
        (null, not null) => $"Der Upload hat höchstens {Number(max.Value)} Zeilen",
        _ => $"Der Upload hat {Number(min.Value)} bis {Number(max.Value)} Zeilen",
    };

    internal override string RowHolds(string expression) => $"In jeder Zeile gilt {expression}";

    internal override string ExistsIn(string column, string table, string referenceColumn) => $"Jeder Wert in {column} steht in {referenceColumn} von {table}";

    internal override string IsFresh(string column, TimeSpan age) =>
        age.TotalHours >= 48 ? $"Der neueste Wert in {column} ist höchstens {Number(age.TotalDays)} Tage alt" : $"Der neueste Wert in {column} ist höchstens {Number(age.TotalHours)} Stunden alt";

    protected override string When(string demand, string filter) => $"{demand}, wenn {filter}.";

    protected override string Row(Severity severity) => severity switch
    {
        Severity.Stops => "Eine Zeile, die das verletzt, wird zurückgehalten.",
        Severity.Warns => "Eine Zeile, die das verletzt, geht durch und wird markiert.",
        _ => "Eine Zeile, die das verletzt, geht durch und wird gezählt.",
    };

    protected override string Table(Severity severity) => severity switch
    {
        Severity.Stops => "Sonst erhält der Upload keine Freigabe.",
        Severity.Warns => "Sonst erhält der Upload die Freigabe mit Hinweis.",
        _ => "Sonst wird es nur vermerkt.",
    };

    protected override string Gate(Threshold threshold) => (threshold.WarnAbove, threshold.FailAbove) switch
    {
        (null, null) => "",
        ({ } warn, null) => $"Für den Upload gibt es {Above(warn)} einen Hinweis.",
        (null, { } fail) => $"Der Upload erhält {Above(fail)} keine Freigabe.",
        ({ } warn, { } fail) when warn == fail => $"Der Upload erhält {Above(fail)} keine Freigabe.",
        ({ } warn, { } fail) => $"Für den Upload gibt es {Above(warn)} einen Hinweis, {Above(fail)} keine Freigabe.",
    };

    private string Above(Limit limit) => limit switch
    {
        { Rows: 0, Percent: null } => "ab der ersten solchen Zeile",
        { Rows: { } rows, Percent: null } => $"ab mehr als {Number(rows)} Zeilen",
        { Rows: null, Percent: { } percent } => $"über {Number(percent)}\u00a0%",
        _ => $"ab mehr als {Number(limit.Rows ?? 0)} Zeilen oder über {Number(limit.Percent ?? 0)}\u00a0%",
    };
}
