namespace Kali.Data.Quality.Exchange;

/// <summary>One rule cannot be carried; the others can. Never leaves this folder.</summary>
internal sealed class ExchangeFault(Remark remark) : Exception(remark.English)
{
    public Remark Remark { get; } = remark;

    public static ExchangeFault Because(string english, string german) => new(new Remark(english, german));
}
