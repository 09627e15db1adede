namespace Kali.Data.Engines.Embedded.Values;

/// <summary>Values of a fixed width in the vector itself.</summary>
internal sealed unsafe class FixedReader<T>(DataType type, Func<T, object> convert) : ValueReader(type) where T : unmanaged
{
    protected override object Value(long row) => convert(((T*)Data)[row]);
}
