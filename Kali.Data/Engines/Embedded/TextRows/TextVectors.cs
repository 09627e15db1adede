using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using DuckDB.NET.Native;
using Kali.Data.Engines.Embedded.Values;
using static DuckDB.NET.Native.NativeMethods;

namespace Kali.Data.Engines.Embedded.TextRows;

/// <summary>Writes a batch of text into DuckDB's vectors. Short texts stand in the vector itself and cost no call.</summary>
internal static unsafe class TextVectors
{
    public static void Write(TextBatch batch, DuckDBDataChunk chunk)
    {
        // DuckDB trusts these bytes: one that is not UTF-8 would end the process in places far from here.
        if (!Utf8.IsValid(batch.Bytes))
            throw new InvalidOperationException("A reader gave bytes that are not UTF-8.");
        for (var column = 0; column < batch.ColumnCount; column++)
            WriteColumn(batch, column, DataChunks.DuckDBDataChunkGetVector(chunk, column));
        var numbers = (long*)Vectors.DuckDBVectorGetData(DataChunks.DuckDBDataChunkGetVector(chunk, batch.ColumnCount));
        batch.RowNumbers.CopyTo(new Span<long>(numbers, batch.RowCount));
    }

    private static void WriteColumn(TextBatch batch, int column, IntPtr vector)
    {
        var texts = (TextSlot*)Vectors.DuckDBVectorGetData(vector);
        ulong* validity = null;
        for (var row = 0; row < batch.RowCount; row++)
        {
            var cell = batch.Cell(row, column);
            if (batch.IsNull(row, column))
            {
                if (validity == null)
                {
                    Vectors.DuckDBVectorEnsureValidityWritable(vector);
                    validity = Vectors.DuckDBVectorGetValidity(vector);
                }
                validity[row >> 6] &= ~(1UL << (row & 63));
            }
            else if (cell.Length > 0 && (cell[0] & 0xC0) == 0x80)
            {
                throw new InvalidOperationException("A reader cut a character in two.");
            }
            else if (cell.Length <= TextSlot.InlineLength)
            {
                texts[row] = default;
                texts[row].Length = (uint)cell.Length;
                cell.CopyTo(new Span<byte>(texts[row].Inlined, TextSlot.InlineLength));
            }
            else
            {
                fixed (byte* bytes = cell)
                    Vectors.DuckDBUnsafeVectorAssignStringElementLength(vector, (ulong)row, bytes, cell.Length);
            }
        }
    }
}
