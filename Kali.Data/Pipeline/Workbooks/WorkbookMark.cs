using System.Globalization;
using DocumentFormat.OpenXml.CustomProperties;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.VariantTypes;

namespace Kali.Data.Pipeline;

/// <summary>The custom property that tells a workbook of Kali's from all others, and which one it is.</summary>
internal static class WorkbookMark
{
    private const string Name = "KaliWorkbook";
    private const string FormatId = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

    public static void Write(SpreadsheetDocument document, Guid id)
    {
        var part = document.CustomFilePropertiesPart ?? document.AddCustomFilePropertiesPart();
        var properties = part.Properties ??= new Properties();
        foreach (var old in properties.Elements<CustomDocumentProperty>().Where(property => property.Name?.Value == Name).ToList())
            old.Remove();
        var number = properties.Elements<CustomDocumentProperty>().Select(property => property.PropertyId?.Value ?? 1).DefaultIfEmpty(1).Max() + 1;
        properties.AppendChild(new CustomDocumentProperty(new VTLPWSTR(id.ToString("D", CultureInfo.InvariantCulture))) { FormatId = FormatId, PropertyId = number, Name = Name });
        properties.Save();
    }

    /// <summary>Null for a workbook that is not Kali's, or no workbook at all.</summary>
    public static Guid? Read(Stream workbook)
    {
        try
        {
            workbook.Position = 0;
            using var document = SpreadsheetDocument.Open(workbook, isEditable: false);
            var property = document.CustomFilePropertiesPart?.Properties?.Elements<CustomDocumentProperty>().FirstOrDefault(property => property.Name?.Value == Name);
            return Guid.TryParse(property?.InnerText, out var id) ? id : null;
        }
        catch (Exception e) when (e is OpenXmlPackageException or FileFormatException or InvalidDataException or System.Xml.XmlException)
        {
            return null;
        }
    }
}
