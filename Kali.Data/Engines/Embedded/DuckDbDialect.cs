using System.Globalization;
using Kali.Data.Engines.Embedded.DeltaLog;

namespace Kali.Data.Engines.Embedded;

/// <summary>DuckDB's SQL. Sessions run with the time zone UTC.</summary>
internal sealed partial class DuckDbDialect : SqlDialect
{
    public static DuckDbDialect Instance { get; } = new();

    public override string Name => "DuckDB";

    public override string Quote(SqlName name) => $"\"{name.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public override string ParameterMark(int number) => string.Create(CultureInfo.InvariantCulture, $"${number}");

    public override string TypeName(DataType type) => type is DataType.Primitive { TypeName: "void" }
        ? throw new RefusedException("The embedded engine writes no column of type void. The table stays as it is; read it where it was written.")
        : DuckType.Of(type);
}
