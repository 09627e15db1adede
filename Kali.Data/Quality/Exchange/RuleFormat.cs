using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Kali.Data.Quality.Exchange;

/// <summary>One format, both ways. What cannot be carried is an <see cref="ExchangeFault"/> for that rule; a file that is none of the format is refused.</summary>
internal abstract class RuleFormat
{
    public abstract ExchangeFormat Format { get; }

    /// <summary>Its name on the command line and in web addresses.</summary>
    public abstract string Code { get; }

    /// <summary>Its name as people know it.</summary>
    public abstract string Label { get; }

    /// <summary>How files of it end.</summary>
    public abstract string Ending { get; }

    /// <summary>The rules of a file, one by one.</summary>
    public abstract IEnumerable<FileEntry> Entries(string text, ExchangeSubject subject);

    /// <summary>What an entry demands, in Kali's kinds.</summary>
    public abstract IEnumerable<FoundRule> Read(FileEntry entry, ExchangeSubject subject);

    public abstract WrittenRule Write(Rule rule, ExchangeSubject subject);

    /// <summary>Puts what the format cannot say of a rule where the format lets others keep their own.</summary>
    public abstract JsonNode Keep(JsonNode native, string kept);

    /// <summary>The whole file.</summary>
    public abstract string Document(ImmutableArray<WrittenRule> rules, ExchangeSubject subject);
}
