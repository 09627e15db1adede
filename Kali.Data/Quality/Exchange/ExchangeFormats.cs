using System.Collections.Immutable;

namespace Kali.Data.Quality.Exchange;

/// <summary>The formats there are, by name and by what a file looks like.</summary>
public static class ExchangeFormats
{
    private static readonly ImmutableArray<RuleFormat> Formats =
        [new DqxFormat(), new OdcsFormat(), new GreatExpectationsFormat(), new SodaClFormat(), new SodaContractFormat(), new DqdlFormat()];

    public static ImmutableArray<ExchangeFormat> All { get; } = [.. Formats.Select(format => format.Format)];

    /// <summary>The name on the command line and in web addresses: <c>dqx</c>, <c>odcs</c>, <c>gx</c>, <c>sodacl</c>, <c>soda</c>, <c>dqdl</c>.</summary>
    public static string Code(ExchangeFormat format) => Of(format).Code;

    /// <summary>The name people know it by.</summary>
    public static string Label(ExchangeFormat format) => Of(format).Label;

    /// <summary>How files of it end, with the point.</summary>
    public static string Ending(ExchangeFormat format) => Of(format).Ending;

    public static bool TryParse(string code, out ExchangeFormat format)
    {
        var found = Formats.FirstOrDefault(known => known.Code.Equals(code, StringComparison.OrdinalIgnoreCase));
        format = found?.Format ?? default;
        return found is not null;
    }

    internal static RuleFormat Of(ExchangeFormat format) => Formats.First(known => known.Format == format);
}
