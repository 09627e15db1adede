using System.Text.Json;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Web.Shell;
using Kali.Web.Widgets;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Uploads;

/// <summary>What the upload page says about files, in whole sentences.</summary>
public static class UploadWords
{
    /// <summary>The page's answer: how many files, how much of them is here, how long it takes.</summary>
    public static string Lead(IStringLocalizer t, IReadOnlyCollection<UploadRow> rows)
    {
        var underWay = rows.Where(row => row.IsUnderWay).ToList();
        if (underWay.Count == 0)
        {
            var waiting = rows.Count(row => row.Waits);
            return waiting > 0 ? t.Count(waiting, "One file waits for an answer.", "{0} files wait for an answer.")
                : rows.Count > 0 ? t["Everything has been sent."]
                : t["Kali shows how it reads a file before anything is written."];
        }
        var (sent, size) = (underWay.Sum(row => row.Sent), underWay.Sum(row => row.Size));
        var left = underWay.Max(row => row.Browser?.TimeLeft);
        var amounts = t["{0} of {1}", Numbers.Size(sent), Numbers.Size(size)].Value;
        return left is { } time
            ? t.Count(underWay.Count, "One file, {1} sent, {2} left. Other pages work meanwhile; keep this tab open.", "{0} files, {1} sent, {2} left. Other pages work meanwhile; keep this tab open.", amounts, Numbers.About(time))
            : t.Count(underWay.Count, "One file, {1} sent. Other pages work meanwhile; keep this tab open.", "{0} files, {1} sent. Other pages work meanwhile; keep this tab open.", amounts);
    }

    /// <summary>What stands below a bar.</summary>
    public static string Progress(IStringLocalizer t, UploadRow row) => row.Browser switch
    {
        { State: "waiting" } => t["waits for its turn"],
        { State: "paused" } => t["paused at {0} of {1}", Numbers.Size(row.Sent), Numbers.Size(row.Size)],
        { State: "sending", From: > 0, Speed: null } => t["goes on at {0} of {1}, nothing is sent twice", Numbers.Size(row.Sent), Numbers.Size(row.Size)],
        { State: "sending", Speed: { } speed } => t["{0} of {1}, {2}/s", Numbers.Size(row.Sent), Numbers.Size(row.Size), Numbers.Size((long)speed)],
        null => t["{0} of {1}. Drop the file again to go on", Numbers.Size(row.Sent), Numbers.Size(row.Size)],
        _ => t["{0} of {1}", Numbers.Size(row.Sent), Numbers.Size(row.Size)],
    };

    /// <summary>Why a file was not taken or stopped; null when there is nothing to say.</summary>
    public static string? Fault(IStringLocalizer t, UploadRow row, long maxBytes)
    {
        if (row.Browser is { State: "refused" or "failed" or "elsewhere" } item)
            return Fault(t, row.Name, item.Size, item.Code ?? "", item.Message, item.Detail, maxBytes);
        return row.Upload?.Refusal is { } refusal ? Fault(t, row.Name, row.Size, refusal.Code, refusal.Message, refusal.Detail, maxBytes) : null;
    }

    private static string Fault(IStringLocalizer t, string name, long size, string code, string? message, string? detail, long maxBytes) => code switch
    {
        "too-large" => t["{0} is {1}, Kali takes files up to {2}. Nothing was sent. Split the file, or ask an admin to raise the limit.", name, Numbers.Size(size), Numbers.Size(maxBytes)],
        "network" => t["The connection is lost. What was sent is kept, and it goes on by itself once there is one."],
        "signed-out" => t["The session has ended. What was sent is kept. Sign in again, then go on."],
        "elsewhere" => t["This file is being sent in another tab. It goes on there."],
        "no-room" => t["The lake's disk is full or cannot be written. What was sent is kept. Once there is room, go on."],
        "gone" => t["This upload was not resumed in time. Nothing of it is kept. Send the file again."],
        _ when detail is not null && RefusalOf(detail) is { } refusal => RefusalWords.Of(t, refusal),
        _ => message ?? t["The server did not take it. What was sent is kept. Try it again."],
    };

    /// <summary>What a part of a file is called among the others.</summary>
    public static string PartName(IStringLocalizer t, Intake intake) => intake.Draft.Part switch
    {
        null => intake.FileName,
        { Title: { Length: > 0 } title, Facts.Table: not null } => title,
        { Sheet: { } sheet, Facts.Table: { } table } => t["{0}, table {1}", sheet, Numbers.Count(table)],
        { Facts.Table: { } table } => t["Table {0}", Numbers.Count(table)],
        var part => part.Sheet ?? part.Entry ?? intake.FileName,
    };

    public static string Type(IStringLocalizer t, ColumnReading column) => column.Type switch
    {
        { IsNumeric: true } => t["number"],
        _ when column.Type == DataType.Date => t["date"],
        _ when column.Type == DataType.Timestamp => t["date and time"],
        _ when column.Type == DataType.Boolean => t["yes or no"],
        _ => t["text"],
    };

    public static string Mode(IStringLocalizer t, IngestMode mode) => mode switch
    {
        IngestMode.Overwrite => t["Replace all rows"],
        IngestMode.Merge => t["Merge by key"],
        _ => t["Add rows"],
    };

    private static Refusal? RefusalOf(string detail)
    {
        try
        {
            return JsonSerializer.Deserialize<Refusal>(detail, IngestJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
