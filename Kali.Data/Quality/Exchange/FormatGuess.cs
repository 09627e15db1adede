using System.Text.Json.Nodes;

namespace Kali.Data.Quality.Exchange;

/// <summary>Which format a file is of, by what only that format has.</summary>
internal static class FormatGuess
{
    public static ExchangeFormat Of(string text)
    {
        DocumentLimits.CheckLength(text);
        if (DqdlText.LooksLike(text))
            return ExchangeFormat.Dqdl;
        return Read(text) switch
        {
            JsonArray => ExchangeFormat.Dqx,
            JsonObject members when members.ContainsKey("expectations") => ExchangeFormat.GreatExpectations,
            JsonObject members when members.ContainsKey("apiVersion") || members.ContainsKey("schema") => ExchangeFormat.Odcs,
            JsonObject members when members.ContainsKey("dataset") || members.ContainsKey("columns") => ExchangeFormat.SodaContract,
            JsonObject members when members.Any(member => member.Key.StartsWith("checks for ", StringComparison.Ordinal)) => ExchangeFormat.SodaCl,
            JsonObject members when members.ContainsKey("checks") => ExchangeFormat.Dqx,
            _ => throw new RefusedException("The file is none of the formats rules are read from: DQX, ODCS, Great Expectations, SodaCL, a Soda contract or DQDL. Nothing was taken over."),
        };
    }

    /// <summary>JSON where it begins as JSON does, else YAML.</summary>
    internal static JsonNode? Read(string text) => text.AsSpan().TrimStart("\uFEFF \t\r\n") is ['{' or '[', ..] ? FromJson(text) : YamlText.Read(text.TrimStart('\uFEFF'));

    private static JsonNode? FromJson(string text)
    {
        try
        {
            return JsonText.Read(text.TrimStart('\uFEFF'));
        }
        catch (RefusedException)
        {
            // A YAML file may begin with a flow map, too.
            return YamlText.Read(text.TrimStart('\uFEFF'));
        }
    }
}
