using System.Globalization;
using Kali.Data.Ingest.Shape;

namespace Kali.Data.Ingest.Csv;

/// <summary>Whether the first rows are a header, judged by how they differ from the columns under them.</summary>
internal sealed class HeaderEvidence
{
    private const int MostRows = 300;

    private static readonly HashSet<string> NothingWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "na", "n/a", "#n/a", "nan", "null", "none", "nil", "-", "--", "?", ".", "unknown", "missing", "tbd", "k.a.", "k. a.", "\\N", "inf", "-inf",
    };

    private readonly List<SampleRow> _rows;
    private readonly int _width;

    public HeaderEvidence(List<SampleRow> rows, int width)
    {
        _rows = rows.Take(MostRows).ToList();
        _width = width;
    }

    public int HeaderRows(int most)
    {
        if (_rows.Count == 0 || !IsHeader())
            return 0;
        var count = 1;
        while (count < most && count + 1 < _rows.Count && !IsUnits(count) && IsFurtherHeader(count))
            count++;
        return count;
    }

    /// <summary>Whether that row says what the columns are measured in.</summary>
    public bool IsUnits(int at) =>
        at > 0 && at + 1 < _rows.Count && _rows[at].Width <= _width && _rows[at].Scan == CsvScan.Record && UnitsRow.Is(_rows[at].Cells, _rows.Skip(at + 1).Select(row => row.Cells));

    /// <summary>Whether the first row differs from the columns under it so clearly that it is a header wherever it stands.</summary>
    public bool IsSurelyHeader()
    {
        if (_rows.Count < 2 || _rows[0].Filled < 2 || _rows[0].Filled < _rows[0].Width || _rows[0].Cells.Distinct().Count() < _rows[0].Width)
            return false;
        var data = _rows.Skip(1).Where(row => row.Width == _width).ToList();
        var typed = Enumerable.Range(0, Math.Min(_width, _rows[0].Width))
            .Sum(column => Vote(_rows[0].Cells[column].Trim(), [.. data.Select(row => row.Cells[column].Trim()).Where(value => value.Length > 0)], _rows[0]) switch { > 1 => 1, < 0 => -_width, _ => 0 });
        return typed > 0;
    }

    private bool IsHeader()
    {
        var head = _rows[0];
        var data = _rows.Skip(1).Where(row => row.Width == _width).ToList();
        if (data.Count == 0)
            return !Array.Exists(head.Cells, cell => CellKinds.Of(cell) is CellKind.Number or CellKind.Date);
        var (votes, against, repeats) = (0, 0, 0);
        for (var column = 0; column < Math.Min(_width, head.Width); column++)
        {
            var cell = head.Cells[column].Trim();
            var values = data.Select(row => row.Cells[column].Trim()).Where(value => value.Length > 0).ToList();
            if (values.Count == 0)
                continue;
            if (cell.Length > 0 && values.Contains(cell))
                repeats++;
            var vote = Vote(cell, values, head);
            votes += Math.Max(0, vote);
            against += Math.Max(0, -vote);
        }
        if (votes + against == 0)
            return repeats * 2 < Math.Max(1, head.Filled) || (repeats == 1 && head.Filled == 2);
        return votes > against || (votes == against && repeats == 0 && head.Filled == head.Width);
    }

    private static int Vote(string cell, List<string> values, SampleRow head)
    {
        if (values.Count == 0)
            return 0;
        if (TypeOf(values) is { } type)
        {
            if (cell.Length == 0 || NothingWords.Contains(cell))
                return 0;
            var kind = CellKinds.Of(cell);
            if (kind is CellKind.Number or CellKind.Date or CellKind.Special)
                return IsSequence(head) ? 1 : kind == type ? -2 : -1;
            return 2;
        }
        if (cell.Length > 15 && cell[^1] is '.' or '!')
            return -1;
        if (cell.Length == 0 || CellKinds.Of(cell) is CellKind.Number or CellKind.Date or CellKind.Special)
            return cell.Length == 0 || IsSequence(head) ? 0 : -1;
        var shape = Shape(values[0]);
        if (values.Count > 1 && values.TrueForAll(value => Shape(value) == shape) && values.Distinct().Count() > 1)
            return Shape(cell) == shape ? (shape.AsSpan().ContainsAny('9', '-') ? -1 : 0) : 1;
        return 0;
    }

    /// <summary>Headers may be numbers when they count on, as years do.</summary>
    private static bool IsSequence(SampleRow head)
    {
        var numbers = new List<long>();
        foreach (var cell in head.Cells)
        {
            if (long.TryParse(cell.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                numbers.Add(number);
        }
        if (numbers.Count < 2 || numbers.Count == head.Width)
            return false;
        var step = numbers[1] - numbers[0];
        if (step is not (1 or -1 or 5 or 10))
            return false;
        for (var i = 2; i < numbers.Count; i++)
        {
            if (numbers[i] - numbers[i - 1] != step)
                return false;
        }
        return numbers[0] is >= 1900 and <= 2100 || (numbers.Count > 2 && numbers[0] is 0 or 1);
    }

    /// <summary>What nearly all values of a column are, if it is something that a header is not.</summary>
    private static CellKind? TypeOf(List<string> values)
    {
        var kinds = values.Where(value => !NothingWords.Contains(value)).Select(CellKinds.Of).ToList();
        foreach (var kind in (CellKind[])[CellKind.Number, CellKind.Date, CellKind.Special])
        {
            if (kinds.Count > 0 && kinds.Count(found => found == kind) >= kinds.Count * 0.75)
                return kind;
        }
        return null;
    }

    /// <summary>A second header row has words in at least two columns whose values are numbers or dates, and in none of them a value.</summary>
    private bool IsFurtherHeader(int at)
    {
        var row = _rows[at];
        if (row.Width < Math.Max(2, _width - 1) || row.Width > Math.Max(_width, _rows[0].Width))
            return false;
        var data = _rows.Skip(at + 1).Where(other => other.Width == _width).ToList();
        var words = 0;
        for (var column = 0; column < Math.Min(_width, row.Width); column++)
        {
            var values = data.Select(other => other.Cells[column].Trim()).Where(value => value.Length > 0).ToList();
            if (values.Count == 0 || TypeOf(values) is null)
                continue;
            var cell = row.Cells[column].Trim();
            if (cell.Length == 0)
                continue;
            if (NothingWords.Contains(cell) || CellKinds.Of(cell) is CellKind.Number or CellKind.Date or CellKind.Special)
                return false;
            words++;
        }
        return words >= 2;
    }

    private static string Shape(string value) =>
        string.Create(value.Length, value, static (shape, text) =>
        {
            for (var i = 0; i < text.Length; i++)
                shape[i] = char.IsDigit(text[i]) ? '9' : char.IsUpper(text[i]) ? 'A' : char.IsLetter(text[i]) ? 'a' : text[i];
        });
}
