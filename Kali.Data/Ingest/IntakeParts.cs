using System.Collections.Immutable;
using System.Text.Json;
using Kali.Data.Uploads;

namespace Kali.Data.Ingest;

/// <summary>Parts of a file, told apart and asked about.</summary>
internal static class IntakeParts
{
    /// <summary>The same for the same part of the same upload.</summary>
    public static string KeyOf(Part part) => part.Facts.Table is { } table
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{part.Entry}|{part.Sheet}|{table}")
        : $"{part.Entry}|{part.Sheet}";

    /// <summary>Several sheets are a question: not everybody wants all of them. One sheet, or the files of an archive, are not.</summary>
    public static Question.Sheets? WhichSheets(ImmutableArray<Part> parts)
    {
        var visible = parts.Where(part => part is { Sheet: not null, IsHidden: false }).Select(part => part.Sheet!).Distinct().ToImmutableArray();
        return visible.Length > 1
            ? new Question.Sheets(visible, [.. parts.Where(part => part.IsHidden).Select(part => part.Sheet!).Distinct()], 0)
            : null;
    }

    /// <summary>Several tables in one file or sheet are a question too: the second may be one nobody wants.</summary>
    public static Question.Tables? WhichTables(Part part) =>
        part.Facts.Tables.IsEmpty ? null : new Question.Tables(part.Facts.Tables, part.Facts.Table ?? 1);

    public static UploadRefusal ToUpload(Refusal refusal) =>
        new(refusal.Reason.ToString(), refusal.Message, JsonSerializer.Serialize(refusal, IngestJson.Options));
}
