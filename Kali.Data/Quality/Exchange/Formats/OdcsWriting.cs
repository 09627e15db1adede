using System.Text.Json.Nodes;
using Kali.Data.Engines;

namespace Kali.Data.Quality.Exchange;

/// <summary>Kali's kinds as metrics of ODCS.</summary>
internal static class OdcsWriting
{
    /// <summary>Null where the library has no words for it.</summary>
    public static WrittenRule? Write(Rule rule) => rule.Kind switch
    {
        NotNull kind => Rows(rule, "nullValues", kind.Column),
        NullRatio kind => Ratio(kind),
        MissingValues { Pattern: null } kind => Rows(rule, "missingValues", kind.Column, new JsonObject { ["missingValues"] = new JsonArray([null, .. NodeText.List(kind.Spellings.Append("").Distinct()).Select(text => text!.DeepClone())]) })?
            .But("There, text of spaces is not missing, and case counts.", "Dort gelten Leerzeichen nicht als fehlend, und Groß- und Kleinschreibung zählt."),
        OneOf { IgnoresCase: false } kind => Rows(rule, "invalidValues", kind.Column, new JsonObject { ["validValues"] = NodeText.List(kind.Allowed) }),
        MatchesPattern { IsForbidden: false, IgnoresCase: false } kind => Rows(rule, "invalidValues", kind.Column, new JsonObject { ["pattern"] = Patterns.Write(kind) }),
        HasFormat kind => Rows(rule, "invalidValues", kind.Column, new JsonObject { ["pattern"] = TextFormatPatterns.Of(kind.Format) })?.But(TextFormatPatterns.Remark.English, TextFormatPatterns.Remark.German),
        Unique { MissingIsAValue: false } kind => kind.Key is [var only] ? Rows(rule, "duplicateValues", only) : Rows(rule, "duplicateValues", null, new JsonObject { ["properties"] = NodeText.List(kind.Key) }),
        RowCountWithin kind => Count(kind),
        _ => null,
    };

    /// <summary>Null where its limit cannot be said.</summary>
    private static WrittenRule? Rows(Rule rule, string metric, string? column, JsonObject? arguments = null)
    {
        if (rule.Threshold.WarnAbove is not ({ Rows: null, Percent: not null } or { Rows: not null, Percent: null }) || rule.Threshold.WarnAbove is not { } warn)
            return null;
        var quality = new JsonObject { ["metric"] = metric };
        if (arguments is not null)
            quality["arguments"] = arguments;
        if (warn.Rows == 0)
            quality["mustBe"] = 0;
        else
            quality["mustBeLessOrEqualTo"] = warn.Percent is { } percent ? NodeText.Number(percent) : warn.Rows;
        if (warn.Percent is not null)
            quality["unit"] = "percent";
        return new WrittenRule(quality) { Column = column };
    }

    private static WrittenRule Ratio(NullRatio kind)
    {
        var quality = new JsonObject { ["metric"] = "nullValues" };
        if (kind.LeastPercent > 0)
            quality["mustBeBetween"] = new JsonArray(NodeText.Number(kind.LeastPercent), NodeText.Number(kind.MostPercent));
        else
            quality["mustBeLessOrEqualTo"] = NodeText.Number(kind.MostPercent);
        quality["unit"] = "percent";
        return new WrittenRule(quality) { Column = kind.Column };
    }

    private static WrittenRule? Count(RowCountWithin kind)
    {
        var quality = new JsonObject { ["metric"] = "rowCount" };
        if (kind.Min is { } exactly && kind.Min == kind.Max)
            quality["mustBe"] = exactly;
        else if (kind is { Min: { } min, Max: { } max })
            quality["mustBeBetween"] = new JsonArray(min, max);
        else if (kind.Min is { } least)
            quality["mustBeGreaterOrEqualTo"] = least;
        else if (kind.Max is { } most)
            quality["mustBeLessOrEqualTo"] = most;
        else
            return null;
        return new WrittenRule(quality);
    }

    public static string LogicalType(DataType type) => type switch
    {
        _ when type == DataType.Boolean => "boolean",
        _ when type == DataType.Date => "date",
        _ when type == DataType.Timestamp || type == DataType.TimestampNtz => "timestamp",
        _ when type == DataType.Long || type == DataType.Integer || type == DataType.Short || type == DataType.Byte => "integer",
        _ when type.IsNumeric => "number",
        DataType.Array => "array",
        DataType.Struct or DataType.Map => "object",
        _ => "string",
    };
}
