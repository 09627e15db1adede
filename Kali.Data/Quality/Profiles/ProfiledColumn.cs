using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>One column in the relation that a profile reads.</summary>
/// <param name="Index">Its number; names its helper columns.</param>
/// <param name="Name">Its name.</param>
/// <param name="Label">Its label.</param>
/// <param name="Type">Its type.</param>
/// <param name="Reading">How its text is read, when the relation is a load of raw; null for a table that is typed already.</param>
internal sealed record ProfiledColumn(int Index, string Name, string Label, DataType Type, ColumnReading? Reading)
{
    public Column Value => new(Name);

    public bool IsText => Type == DataType.String;

    /// <summary>Whether its values can be set on a line of numbers, and how.</summary>
    public SqlExpression? Position => Type switch
    {
        { IsNumeric: true } => Value.CastTo(DataType.Double),
        DataType.Primitive { TypeName: "date" } => SqlExpression.Call(SqlFunction.DaysBetween, RuleValue.Date(new DateOnly(1970, 1, 1)), Value).CastTo(DataType.Double),
        DataType.Primitive { TypeName: "timestamp" } => SqlExpression.Call(SqlFunction.EpochMicroseconds, Value).CastTo(DataType.Double),
        _ => null,
    };

    /// <summary>The place of a value, printed by the engine, on that line; null where it has none.</summary>
    public double? PositionOf(string text) => Places.Of(Type.Name, text);

    /// <summary>Structs, maps, lists and bytes are counted only.</summary>
    public bool IsPlain => Type is DataType.Decimal or DataType.Primitive { TypeName: not "binary" };

    /// <summary>Whether only texts that a plain cast does not print back are cleaned and looked up.</summary>
    public bool IsCastFirst { get; init; }

    public Column Raw => ReadingLayers.Raw(Index);

    public Column Clean => ReadingLayers.Clean(Index);

    public Column Differs => ReadingLayers.Differs(Index);

    /// <summary>The cleaned text, NULL where missing; the value itself for text. Only where a plain cast did not do, see <see cref="IsCastFirst"/>.</summary>
    public Column Text => Reading is not null && TypeReading.CanFail(Reading) ? ReadingLayers.Text(Index) : Value;
}
