using System.Globalization;
using Kali.Data.Ingest;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Uploads;

/// <summary>Why a file is not read, in the reader's language. The English sentence is Ingest's own.</summary>
public static class RefusalWords
{
    public static string Of(IStringLocalizer t, Refusal refusal)
    {
        if (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != "de")
            return refusal.Message;
        var named = refusal.NamedAs is { } claim ? $", {German(claim)}" : "";
        var text = t[$"refusal.{refusal.Reason}", refusal.File, named, refusal.Detail ?? "", refusal.Figure ?? 0, refusal.Limit ?? 0];
        return text.ResourceNotFound ? refusal.Message : text.Value;
    }

    private static string German(string claim) => claim switch
    {
        "csv" => "keine CSV-Datei",
        "tsv" => "keine TSV-Datei",
        "txt" => "keine Textdatei",
        "excel" => "keine Arbeitsmappe",
        "json" or "jsonl" => "keine JSON-Datei",
        "parquet" => "keine Parquet-Datei",
        "zip" or "gzip" => "kein Archiv",
        _ => claim,
    };
}
