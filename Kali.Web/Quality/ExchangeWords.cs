using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Quality.Exchange;
using Kali.Web.Shell;
using Kali.Web.Widgets;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Quality;

/// <summary>What became of rules between systems, in words.</summary>
internal static class ExchangeWords
{
    public static string Fidelity(Fidelity fidelity) => fidelity switch
    {
        Kali.Data.Quality.Exchange.Fidelity.Lossless => "as it is",
        Kali.Data.Quality.Exchange.Fidelity.Approximated => "nearly",
        _ => "not",
    };

    public static GlyphShape Shape(Fidelity fidelity) => fidelity switch
    {
        Kali.Data.Quality.Exchange.Fidelity.Lossless => GlyphShape.Done,
        Kali.Data.Quality.Exchange.Fidelity.Approximated => GlyphShape.Warns,
        _ => GlyphShape.Failed,
    };

    public static string Remarks(ImmutableArray<Remark> remarks) => string.Join(' ', remarks.Select(remark => remark.For(CultureInfo.CurrentUICulture)));

    public static string Counts(IStringLocalizer<Texts> texts, Func<Fidelity, int> count, int all) => texts[
        "Of {0} rules, {1} arrive as they are, {2} nearly, {3} not.", all,
        count(Kali.Data.Quality.Exchange.Fidelity.Lossless), count(Kali.Data.Quality.Exchange.Fidelity.Approximated), count(Kali.Data.Quality.Exchange.Fidelity.Refused)];
}
