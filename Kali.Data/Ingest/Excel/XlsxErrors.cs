using System.IO.Compression;
using System.Xml;
using Kali.Data.Ingest.Sniffing;

namespace Kali.Data.Ingest.Excel;

/// <summary>Finds cells of type <c>e</c> in the sheet's XML (ECMA-376 part 1, 18.3.1.4).</summary>
internal static class XlsxErrors
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, IgnoreComments = true, IgnoreWhitespace = true };

    public static ErrorCells Read(Stream workbook, string sheet)
    {
        var errors = new ErrorCells();
        using var zip = ZipContents.Open(workbook);
        if (PathOf(zip, sheet) is not { } path || Find(zip, path) is not { } entry || !HasErrors(entry))
            return errors;
        using var content = entry.Open();
        using var xml = XmlReader.Create(content, Settings);
        var (row, column, isError, inValue) = (0L, -1, false, false);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                switch (xml.LocalName)
                {
                    case "row":
                        row = long.TryParse(xml.GetAttribute("r"), out var number) ? number : row + 1;
                        column = -1;
                        break;
                    case "c":
                        column = xml.GetAttribute("r") is { } place ? Column(place) : column + 1;
                        isError = xml.GetAttribute("t") == "e";
                        break;
                }
                inValue = xml.LocalName == "v" && isError;
            }
            else if (inValue && xml.NodeType == XmlNodeType.Text)
            {
                errors.Add(row, column, xml.Value);
                inValue = false;
            }
        }
        return errors;
    }

    /// <summary>Most sheets have none: a look at the bytes is far cheaper than reading the XML again.</summary>
    private static bool HasErrors(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        var buffer = new byte[1 << 16];
        var kept = 0;
        for (var read = content.Read(buffer, kept, buffer.Length - kept); read > 0; read = content.Read(buffer, kept, buffer.Length - kept))
        {
            var piece = buffer.AsSpan(0, kept + read);
            if (piece.IndexOf("t=\"e\""u8) >= 0 || piece.IndexOf("t='e'"u8) >= 0)
                return true;
            kept = Math.Min(4, piece.Length);
            piece[^kept..].CopyTo(buffer);
        }
        return false;
    }

    private static string? PathOf(ZipArchive zip, string sheet)
    {
        const string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        string? id = null;
        using (var workbook = Open(zip, "xl/workbook.xml"))
        {
            while (workbook?.Read() == true)
            {
                if (workbook.NodeType == XmlNodeType.Element && workbook.LocalName == "sheet" && workbook.GetAttribute("name") == sheet)
                    id = workbook.GetAttribute("id", relations) ?? workbook.GetAttribute("r:id");
            }
        }
        using var links = id is null ? null : Open(zip, "xl/_rels/workbook.xml.rels");
        while (links?.Read() == true)
        {
            if (links.NodeType == XmlNodeType.Element && links.LocalName == "Relationship" && links.GetAttribute("Id") == id)
                return links.GetAttribute("Target") is { } target ? (target.StartsWith('/') ? target[1..] : "xl/" + target) : null;
        }
        return null;
    }

    private static XmlReader? Open(ZipArchive zip, string path) =>
        Find(zip, path) is { } entry ? XmlReader.Create(entry.Open(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CloseInput = true }) : null;

    private static ZipArchiveEntry? Find(ZipArchive zip, string path) =>
        zip.Entries.FirstOrDefault(entry => string.Equals(entry.FullName.Replace('\\', '/'), path, StringComparison.OrdinalIgnoreCase));

    private static int Column(string place)
    {
        var column = 0;
        foreach (var letter in place)
        {
            if (!char.IsAsciiLetter(letter))
                break;
            column = column * 26 + (char.ToUpperInvariant(letter) - 'A' + 1);
        }
        return column - 1;
    }
}
