using System.Text;

namespace Kali.Data.Engines.Embedded.Values;

internal sealed unsafe class TextReader(DataType type) : ValueReader(type)
{
    protected override object Value(long row)
    {
        var text = (TextSlot*)Data + row;
        return Encoding.UTF8.GetString(BytesOf(text));
    }

    internal static ReadOnlySpan<byte> BytesOf(TextSlot* text) =>
        new(text->Length <= TextSlot.InlineLength ? text->Inlined : text->Pointer, (int)text->Length);
}

internal sealed unsafe class BinaryReader(DataType type) : ValueReader(type)
{
    protected override object Value(long row) => TextReader.BytesOf((TextSlot*)Data + row).ToArray();
}
