using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Kali.Data.Ingest.Excel;

/// <summary>An opened workbook, .xls, .xlsx or .xlsb. What its reader throws at damaged bytes becomes a reason a person understands.</summary>
internal sealed class Workbook : IDisposable
{
    private readonly Stream _stream;
    private readonly string _file;
    private readonly IExcelDataReader _reader;

    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="stream">Seekable; disposed with the workbook, or when it cannot be opened.</param>
    /// <param name="file">The name in messages.</param>
    /// <param name="password">Opens a protected one.</param>
    public Workbook(Stream stream, string file, string? password)
    {
        _stream = stream;
        _file = file;
        try
        {
            stream.Position = 0;
            _reader = ExcelReaderFactory.CreateReader(stream, new ExcelReaderConfiguration { Password = password, LeaveOpen = true });
        }
        catch (InvalidPasswordException)
        {
            stream.Dispose();
            throw new PasswordNeededException(file, password is not null);
        }
        catch (Exception cause) when (IsDamage(cause))
        {
            stream.Dispose();
            throw Damaged(cause);
        }
    }

    public IEnumerable<WorkbookSheet> Sheets()
    {
        do
        {
            yield return Guard(() => new WorkbookSheet(_reader.Name ?? "", _reader.VisibleState is "hidden" or "veryhidden"));
        }
        while (Guard(_reader.NextResult));
    }

    /// <summary>The rows of the sheet the enumeration of <see cref="Sheets"/> stands at.</summary>
    public SheetCells Current() => Guard(() => new SheetCells(this, _reader, ErrorCells.Of(_stream, _reader.Name ?? "")));

    /// <summary>The rows of a sheet by its name.</summary>
    public SheetCells Cells(string sheet)
    {
        foreach (var one in Sheets())
        {
            if (one.Name == sheet)
                return Current();
        }
        throw new Refusal(RefusalReason.UnknownSheet, _file, Detail: sheet).ToException();
    }

    public T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (IsDamage(cause))
        {
            throw Damaged(cause);
        }
    }

    public void Dispose()
    {
        try
        {
            _reader.Dispose();
        }
        catch (Exception cause) when (IsDamage(cause))
        {
            // The bytes are read already; a reader that cannot close a damaged archive has nothing left to lose.
        }
        finally
        {
            _stream.Dispose();
        }
    }

    /// <summary>The reader has no exception of its own for damage: it runs into whatever the bytes lead it to.</summary>
    private static bool IsDamage(Exception cause) =>
        cause is not (KaliException or OperationCanceledException or OutOfMemoryException);

    private UnreadableException Damaged(Exception cause) =>
        new Refusal(RefusalReason.CorruptWorkbook, _file).ToException(cause);
}

internal readonly record struct WorkbookSheet(string Name, bool IsHidden);
