using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Kali.Data.Pipeline;

/// <summary>
/// Copies the XML of a sheet, node by node, and changes nothing but the cells it is told of: their style, their text where it was repaired,
/// and one hidden column of keys. Whatever else stands in the sheet is passed on as it is.
/// </summary>
/// <param name="marks">What goes in.</param>
/// <param name="styleOf">The style of a look on top of a cell's own style.</param>
/// <param name="drawing">The relationship of the comments' drawing, when the sheet has none yet.</param>
internal sealed class SheetPatch(SheetMarks marks, Func<uint, CellLook, uint> styleOf, string? drawing)
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Elements that may only stand after the drawing of comments.</summary>
    private static readonly HashSet<string> After = ["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst", "AlternateContent"];

    private bool _hasColumns;
    private bool _hasRows;
    private bool _hasDrawing;

    /// <summary>The first column, from 0, right of everything in the sheet.</summary>
    public static int WidthOf(Stream sheet)
    {
        using var reader = XmlReader.Create(sheet);
        var (width, at) = (0, 0);
        while (reader.Read())
        {
            if (reader is not { NodeType: XmlNodeType.Element } || reader.NamespaceURI != Main.NamespaceName)
                continue;
            if (reader.LocalName == "row")
                at = 0;
            else if (reader.LocalName == "c")
                width = Math.Max(width, at = (reader.GetAttribute("r") is { } address ? CellAddress.ColumnOf(address) : at) + 1);
        }
        return width;
    }

    public void Copy(Stream from, Stream to)
    {
        using var reader = XmlReader.Create(from, new XmlReaderSettings { IgnoreWhitespace = false });
        using var writer = XmlWriter.Create(to, new XmlWriterSettings { CloseOutput = false });
        reader.Read();
        while (!reader.EOF)
        {
            if (reader is { NodeType: XmlNodeType.Element, Depth: 1 })
                Before(reader.LocalName, writer);
            if (reader.NodeType is XmlNodeType.Element && reader.NamespaceURI == Main.NamespaceName && Patched(reader.LocalName) is { } patch)
            {
                var element = (XElement)XNode.ReadFrom(reader);
                patch(element);
                element.WriteTo(writer);
                continue;
            }
            Shallow(reader, writer);
            reader.Read();
        }
    }

    private Action<XElement>? Patched(string name) => name switch
    {
        "dimension" => Dimension,
        "cols" => Columns,
        "row" => Row,
        "autoFilter" => Filter,
        _ => null,
    };

    private void Before(string name, XmlWriter writer)
    {
        if (name == "cols")
            _hasColumns = true;
        if (name == "legacyDrawing")
            _hasDrawing = true;
        if (name == "sheetData")
        {
            _hasRows = true;
            if (!_hasColumns)
                new XElement(Main + "cols", KeyColumn()).WriteTo(writer);
        }
        if (_hasRows && After.Contains(name))
            Drawing(writer);
    }

    private void Drawing(XmlWriter writer)
    {
        if (drawing is null || _hasDrawing)
            return;
        _hasDrawing = true;
        new XElement(Main + "legacyDrawing", new XAttribute(XNamespace.Xmlns + "r", Relationships.NamespaceName), new XAttribute(Relationships + "id", drawing)).WriteTo(writer);
    }

    private void Dimension(XElement dimension)
    {
        if (dimension.Attribute("ref") is { } reference)
            reference.Value = Widened(reference.Value);
    }

    /// <summary>A filter sorts only what it spans: the keys have to go along with their rows.</summary>
    private void Filter(XElement filter)
    {
        if (filter.Attribute("ref") is { } reference)
            reference.Value = Widened(reference.Value);
    }

    private string Widened(string range)
    {
        var parts = range.Split(':');
        var last = parts[^1].Replace("$", "", StringComparison.Ordinal);
        var row = last.TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]);
        return $"{parts[0]}:{CellAddress.Letters(Math.Max(marks.KeyColumn, CellAddress.ColumnOf(last)))}{row}";
    }

    private XElement KeyColumn() => new(
        Main + "col", new XAttribute("min", marks.KeyColumn + 1), new XAttribute("max", marks.KeyColumn + 1), new XAttribute("width", "2"), new XAttribute("hidden", "1"), new XAttribute("customWidth", "1"));

    private void Columns(XElement columns)
    {
        var key = marks.KeyColumn + 1;
        foreach (var column in columns.Elements(Main + "col").ToList())
        {
            var (min, max) = ((int)column.Attribute("min")!, (int)column.Attribute("max")!);
            if (min > key || max < key)
                continue;
            // A format for "all columns to the right" makes way at this one place.
            if (max > key)
            {
                var right = new XElement(column);
                right.SetAttributeValue("min", key + 1);
                column.AddAfterSelf(right);
            }
            if (min < key)
                column.SetAttributeValue("max", key - 1);
            else
                column.Remove();
        }
        var before = columns.Elements(Main + "col").LastOrDefault(column => (int)column.Attribute("max")! < key);
        if (before is null)
            columns.AddFirst(KeyColumn());
        else
            before.AddAfterSelf(KeyColumn());
    }

    private void Row(XElement row)
    {
        var number = long.Parse(row.Attribute("r")?.Value ?? "0", CultureInfo.InvariantCulture);
        var isHeader = number == marks.HeaderRow && number > 0;
        if (!isHeader && (number < marks.FirstRow || number > marks.LastRow || !row.Elements(Main + "c").Any()))
            return;
        row.Attribute("spans")?.Remove();
        Cell(row, marks.KeyColumn, number, new SheetMark(default, null, isHeader ? SheetMarks.HeaderKey : marks.KeyOf(number)), isColoured: false);
        if (isHeader || marks.MarkOf(number) is not { } cells)
            return;
        foreach (var (column, mark) in cells)
            Cell(row, column, number, mark, isColoured: true);
    }

    private void Cell(XElement row, int column, long number, SheetMark mark, bool isColoured)
    {
        XElement? cell = null, before = null;
        var at = -1;
        foreach (var candidate in row.Elements(Main + "c"))
        {
            at = candidate.Attribute("r") is { } address ? CellAddress.ColumnOf(address.Value) : at + 1;
            if (at == column)
                cell = candidate;
            if (at >= column)
                break;
            before = candidate;
        }
        if (cell is null)
        {
            cell = new XElement(Main + "c", new XAttribute("r", new CellAddress(column, number).ToString()));
            if (before is null)
                row.AddFirst(cell);
            else
                before.AddAfterSelf(cell);
        }
        if (isColoured)
            cell.SetAttributeValue("s", styleOf((uint?)cell.Attribute("s") ?? 0, mark.Look));
        if (mark.Text is not { } text)
            return;
        cell.Elements().Where(child => child.Name.Namespace == Main && child.Name.LocalName is "v" or "f" or "is").Remove();
        cell.SetAttributeValue("t", "inlineStr");
        cell.AddFirst(new XElement(Main + "is", new XElement(Main + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), Printable(text))));
    }

    private static string Printable(string text) => string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '\uFFFD'));

    private void Shallow(XmlReader reader, XmlWriter writer)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
                var isEmpty = reader.IsEmptyElement;
                writer.WriteAttributes(reader, defattr: true);
                if (isEmpty)
                    writer.WriteEndElement();
                break;
            case XmlNodeType.EndElement:
                if (reader.Depth == 0)
                    Drawing(writer);
                writer.WriteFullEndElement();
                break;
            case XmlNodeType.Text:
                writer.WriteString(reader.Value);
                break;
            case XmlNodeType.CDATA:
                writer.WriteCData(reader.Value);
                break;
            case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                writer.WriteWhitespace(reader.Value);
                break;
            case XmlNodeType.Comment:
                writer.WriteComment(reader.Value);
                break;
            case XmlNodeType.XmlDeclaration:
                writer.WriteStartDocument(standalone: true);
                break;
        }
    }
}
