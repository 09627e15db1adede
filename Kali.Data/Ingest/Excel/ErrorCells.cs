using Kali.Data.Ingest.Sniffing;

namespace Kali.Data.Ingest.Excel;

/// <summary>
/// Cells of one sheet whose value is an error (#N/A, #DIV/0!): the reader of workbooks gives them as empty, so they are looked up in the file itself.
/// In an encrypted workbook they cannot be, and stay empty.
/// </summary>
internal sealed class ErrorCells
{
    private static readonly ErrorCells None = new();
    private readonly Dictionary<(long Row, int Column), string> _names = [];

    public string? Find(long row, int column) => _names.Count == 0 ? null : _names.GetValueOrDefault((row, column));

    /// <summary>Row from 1, column from 0.</summary>
    public void Add(long row, int column, string name) => _names[(row, column)] = name;

    /// <summary>Reads the sheet's own errors; the stream stands where it stood afterwards.</summary>
    public static ErrorCells Of(Stream workbook, string sheet)
    {
        var place = workbook.Position;
        try
        {
            workbook.Position = 0;
            var head = ContentSniff.ReadHead(workbook, 8);
            if (head is [(byte)'P', (byte)'K', ..])
                return XlsxErrors.Read(workbook, sheet);
            return head is [0xD0, 0xCF, ..] ? XlsErrors.Read(workbook, sheet) : None;
        }
        finally
        {
            workbook.Position = place;
        }
    }
}
