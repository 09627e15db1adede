using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Kali.Data.Pipeline;

/// <summary>A cell's own style with another fill: number formats, fonts and borders stay as their owner chose them.</summary>
internal sealed class WorkbookStyles
{
    private static readonly Dictionary<CellLook, string> Colours = new()
    {
        [CellLook.Confirmed] = "FFF7C9D4",
        [CellLook.WorthALook] = "FFFCE4B8",
        [CellLook.Repaired] = "FFCDE7EC",
    };

    private readonly Stylesheet _sheet;
    private readonly Dictionary<CellLook, uint> _fills = [];
    private readonly Dictionary<(uint, CellLook), uint> _styles = [];

    public WorkbookStyles(WorkbookPart workbook)
    {
        var part = workbook.WorkbookStylesPart ?? workbook.AddNewPart<WorkbookStylesPart>();
        _sheet = part.Stylesheet ??= new Stylesheet(
            new Fonts(new Font()), new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
            new Borders(new Border()), new CellStyleFormats(new CellFormat()), new CellFormats(new CellFormat()));
        _sheet.Fills ??= new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }));
        _sheet.CellFormats ??= new CellFormats(new CellFormat());
    }

    public uint Of(uint own, CellLook look)
    {
        if (_styles.TryGetValue((own, look), out var known))
            return known;
        var formats = _sheet.CellFormats!;
        var format = (CellFormat)(formats.Elements<CellFormat>().ElementAtOrDefault((int)own) ?? new CellFormat()).CloneNode(true);
        (format.FillId, format.ApplyFill) = (FillOf(look), true);
        formats.AppendChild(format);
        var index = (uint)formats.Elements<CellFormat>().Count() - 1;
        formats.Count = index + 1;
        return _styles[(own, look)] = index;
    }

    private uint FillOf(CellLook look)
    {
        if (_fills.TryGetValue(look, out var known))
            return known;
        var fills = _sheet.Fills!;
        fills.AppendChild(new Fill(new PatternFill(new ForegroundColor { Rgb = HexBinaryValue.FromString(Colours[look]) }, new BackgroundColor { Indexed = 64 }) { PatternType = PatternValues.Solid }));
        var index = (uint)fills.Elements<Fill>().Count() - 1;
        fills.Count = index + 1;
        return _fills[look] = index;
    }
}
