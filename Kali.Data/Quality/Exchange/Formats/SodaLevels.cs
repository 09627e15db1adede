using System.Text.Json.Nodes;

namespace Kali.Data.Quality.Exchange;

/// <summary>At what a check of Soda warns and fails.</summary>
internal sealed record SodaLevels(SodaSpan? Warn, SodaSpan? Fail, bool IsPercent = false, string? Unit = null)
{
    public Severity Severity => Fail is not null ? Severity.Stops : Severity.Warns;

    public static SodaLevels Read(Given? threshold)
    {
        if (threshold is null)
            return new SodaLevels(null, null);
        var isPercent = threshold.Text("metric") is "percent";
        var isWarning = threshold.Text("level") is "warn";
        var first = SodaSpan.Read(threshold);
        var second = threshold.Inner("additional") is { } additional ? (IsWarning: additional.Text("level") is "warn", Span: SodaSpan.Read(additional)) : default;
        return new SodaLevels(
            isWarning ? first : second.IsWarning ? second.Span : null,
            !isWarning ? first : second is { IsWarning: false } ? second.Span : null,
            isPercent, threshold.Text("unit"));
    }

    /// <summary>Where a check says nothing, no row may break it.</summary>
    public FoundRule Limit(FoundRule found)
    {
        var remarks = new List<Remark>();
        var levels = this is { Warn: null, Fail: null } ? this with { Fail = SodaSpan.Zero } : this;
        var (warn, fail) = (levels.Warn?.AsLimit(IsPercent, remarks), levels.Fail?.AsLimit(IsPercent, remarks));
        return (found with { Severity = levels.Severity, Threshold = new Threshold(levels.Warn is null ? fail : warn, fail) }).But(remarks);
    }

    /// <summary>What a figure must be: there is one span, and whether it fails or warns.</summary>
    public (SodaSpan Span, Severity Severity, Remark? Remark) OneSpan() => (Fail ?? Warn ?? throw ExchangeFault.Because("It has no threshold.", "Sie hat keinen Grenzwert."), Severity,
        Warn is not null && Fail is not null ? new Remark("Kali judges a figure by one span: the one that only warns was left out.", "Kali beurteilt eine Kennzahl nach einer Spanne: Die, die nur warnt, blieb weg.") : null);

    public static SodaLevels Of(Threshold threshold)
    {
        var isPercent = (threshold.FailAbove ?? threshold.WarnAbove) is { Rows: null, Percent: not null };
        return (threshold.WarnAbove, threshold.FailAbove) switch
        {
            (null, null) => new SodaLevels(new SodaSpan(0, null), null),
            ({ } warn, null) => new SodaLevels(Span(warn, isPercent), null, isPercent),
            (null, { } fail) => new SodaLevels(null, Span(fail, isPercent), isPercent),
            ({ } warn, { } fail) when warn == fail => new SodaLevels(null, Span(fail, isPercent), isPercent),
            ({ } warn, { } fail) => new SodaLevels(Span(warn, isPercent), Span(fail, isPercent), isPercent),
        };
    }

    private static SodaSpan Span(Limit limit, bool isPercent)
    {
        if (limit is { Rows: 0 })
            return SodaSpan.Zero;
        if (limit is { Rows: not null, Percent: not null } || (limit.Percent is not null) != isPercent)
            throw ExchangeFault.Because("Soda takes limits as counts or as shares, not both in one check.", "Soda nimmt Grenzwerte als Anzahl oder als Anteil, nicht beides in einer Prüfung.");
        return new SodaSpan(null, limit.Percent ?? limit.Rows);
    }

    public JsonObject Write()
    {
        var threshold = new JsonObject();
        if (IsPercent)
            threshold["metric"] = "percent";
        if (Unit is not null)
            threshold["unit"] = Unit;
        (Fail ?? Warn)!.WriteTo(threshold);
        if (Fail is null)
            threshold["level"] = "warn";
        if (Fail is not null && Warn is not null)
        {
            var additional = new JsonObject();
            Warn.WriteTo(additional);
            additional["level"] = "warn";
            threshold["additional"] = additional;
        }
        return threshold;
    }
}
