using Kali.Data.Ingest;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Uploads;

/// <summary>Why a record could not become a row.</summary>
public static class RejectWords
{
    public static string Of(IStringLocalizer t, RejectReason reason) => reason switch
    {
        RejectReason.TooManyFields => t["Not readable: it has more fields than the header."],
        RejectReason.TooFewFields => t["Not readable: it has fewer fields than the header."],
        RejectReason.BrokenQuote => t["Not readable: a quotation mark is not closed."],
        RejectReason.BadByte => t["Not readable: it holds a byte that is no character."],
        RejectReason.TooLong => t["Not readable: it is longer than a record may be."],
        RejectReason.RepeatedHeader => t["Left out: it is the header once more."],
        _ => t["Not readable: it is no JSON."],
    };
}
