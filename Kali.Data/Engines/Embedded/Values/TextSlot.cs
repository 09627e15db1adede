using System.Runtime.InteropServices;

namespace Kali.Data.Engines.Embedded.Values;

/// <summary>DuckDB's string: a length and twelve bytes, which are the text itself or four bytes of it and a pointer to the whole.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct TextSlot
{
    /// <summary>Up to this length the text is in the value itself.</summary>
    public const int InlineLength = 12;

    [FieldOffset(0)] public uint Length;
    [FieldOffset(4)] public fixed byte Inlined[InlineLength];
    [FieldOffset(8)] public byte* Pointer;
}
