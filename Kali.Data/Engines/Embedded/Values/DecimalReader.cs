using DuckDB.NET.Native;

namespace Kali.Data.Engines.Embedded.Values;

/// <summary>Decimals in two to sixteen bytes. One that .NET's decimal cannot hold exactly comes as text.</summary>
internal sealed unsafe class DecimalReader(int precision, int scale, DuckDBType storage) : ValueReader(DataType.DecimalOf(precision, scale))
{
    protected override object Value(long row) => ExactDecimal.From(Unscaled(row), scale);

    private Int128 Unscaled(long row) => storage switch
    {
        DuckDBType.SmallInt => ((short*)Data)[row],
        DuckDBType.Integer => ((int*)Data)[row],
        DuckDBType.BigInt => ((long*)Data)[row],
        _ => ((Int128*)Data)[row],
    };
}
