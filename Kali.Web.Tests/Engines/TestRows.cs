using System.Text;
using Kali.Data.Engines;

namespace Kali.Web.Tests.Engines;

/// <summary>Rows of text as a reader of files would give them; null is a missing cell.</summary>
public sealed class TestRows(IReadOnlyList<string> columns, IEnumerable<string?[]> rows) : ITextRows
{
    private readonly IEnumerator<string?[]> _rows = rows.GetEnumerator();
    private long _number = 1;

    public IReadOnlyList<string> Columns => columns;

    public bool Read(TextBatch batch)
    {
        batch.Clear();
        while (!batch.IsFull && _rows.MoveNext())
        {
            foreach (var cell in _rows.Current)
            {
                if (cell is null)
                    batch.AddNull();
                else
                    batch.Add(Encoding.UTF8.GetBytes(cell));
            }
            batch.EndRow(++_number);
        }
        return batch.RowCount > 0;
    }

    public void Dispose() => _rows.Dispose();
}
