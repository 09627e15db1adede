using System.Globalization;
using Kali.Data;
using Kali.Data.Ingest;
using Kali.Web.Uploads;

namespace Kali.Web.Shell;

/// <summary>Sentences of the services in the reader's language: their English words are looked up like those of the pages.</summary>
public static class SaidWords
{
    private static readonly JsonTexts Texts = new();

    public static string Words(this Said said) => said.In(CultureInfo.CurrentCulture, key => Texts[key].Value);

    /// <summary>What a fault tells a person; why a file is not read has sentences of its own.</summary>
    public static string Words(this KaliException fault) => fault is UnreadableException unreadable ? RefusalWords.Of(Texts, unreadable.Refusal) : fault.Said.Words();
}
