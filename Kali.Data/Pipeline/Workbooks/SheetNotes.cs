using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Kali.Data.Pipeline;

/// <summary>Comments on cells, with the drawing that Excel shows them by. Comments that are there already stay; one on the same cell is written on.</summary>
internal static class SheetNotes
{
    private const string Author = "Kali";
    private const string NoDrawing = """
        <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>
        """;

    /// <returns>The relationship of a drawing that the sheet does not refer to yet; null where it has one or needs none.</returns>
    public static string? Add(WorksheetPart sheet, IReadOnlyList<(CellAddress Cell, string Note)> notes)
    {
        if (notes.Count == 0)
            return null;
        var drawn = Comments(sheet, notes);
        var existing = sheet.VmlDrawingParts.FirstOrDefault(part => IsOfNotes(part));
        var part = existing ?? sheet.AddNewPart<VmlDrawingPart>();
        var text = existing is null ? NoDrawing : Text(existing);
        var end = text.LastIndexOf("</xml>", StringComparison.OrdinalIgnoreCase);
        if (end < 0)
            throw new RefusedException("The comments of this workbook are drawn in a way that Kali cannot add to. The workbook stays as it is. Download the held-back rows instead.");
        var shapes = new StringBuilder(text[..end]);
        shapes.Append("""<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" id="_kali_note" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>""");
        foreach (var (index, cell) in drawn.Index())
            shapes.Append(Shape(index, cell));
        shapes.Append("</xml>");
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(shapes.ToString()));
        part.FeedData(bytes);
        return existing is null ? sheet.GetIdOfPart(part) : null;
    }

    /// <returns>The cells that had no comment before.</returns>
    private static List<CellAddress> Comments(WorksheetPart sheet, IReadOnlyList<(CellAddress Cell, string Note)> notes)
    {
        var part = sheet.WorksheetCommentsPart ?? sheet.AddNewPart<WorksheetCommentsPart>();
        var comments = part.Comments ??= new Comments(new Authors(), new CommentList());
        var (authors, list) = (comments.Authors ??= new Authors(), comments.CommentList ??= new CommentList());
        authors.AppendChild(new Author(Author));
        var author = (uint)authors.Elements<Author>().Count() - 1;
        var known = list.Elements<Comment>().Where(comment => comment.Reference?.Value is not null).DistinctBy(comment => comment.Reference!.Value).ToDictionary(comment => comment.Reference!.Value!, StringComparer.Ordinal);
        var drawn = new List<CellAddress>();
        foreach (var (cell, note) in notes)
        {
            if (known.TryGetValue(cell.ToString(), out var comment) && comment.CommentText is { } said)
            {
                said.AppendChild(Run($"\n{Author}: {note}"));
                continue;
            }
            list.AppendChild(new Comment(new CommentText(Run($"{Author}: {note}"))) { Reference = cell.ToString(), AuthorId = author });
            drawn.Add(cell);
        }
        return drawn;
    }

    private static Run Run(string text) => new(new Text(text) { Space = SpaceProcessingModeValues.Preserve });

    private static string Shape(int index, CellAddress cell) => string.Create(CultureInfo.InvariantCulture,
        $"""<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" id="_kali_{index + 1}" type="#_kali_note" style="position:absolute;margin-left:59pt;margin-top:1.5pt;width:190pt;height:72pt;z-index:{index + 1};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill><x:Row>{cell.Row - 1}</x:Row><x:Column>{cell.Column}</x:Column></x:ClientData></v:shape>""");

    /// <summary>A drawing of headers and footers is of the same kind, and none of ours.</summary>
    private static bool IsOfNotes(VmlDrawingPart part) => Text(part) is var text && (text.Contains("ObjectType=\"Note\"", StringComparison.Ordinal) || !text.Contains("<v:imagedata", StringComparison.Ordinal));

    private static string Text(VmlDrawingPart part)
    {
        using var reader = new StreamReader(part.GetStream(FileMode.Open, FileAccess.Read), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
