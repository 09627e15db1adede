using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Kali.Data.Ingest;

/// <summary>
/// What a file leaves open and a person can settle. Each has a stated default, the number of values it touches and real values from the file;
/// an answer is one of <see cref="Options"/>. Answers are remembered per dataset under <see cref="Key"/>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(DateOrder), "date-order")]
[JsonDerivedType(typeof(DecimalSeparator), "decimal-separator")]
[JsonDerivedType(typeof(TimeZone), "time-zone")]
[JsonDerivedType(typeof(Sheets), "sheets")]
[JsonDerivedType(typeof(Tables), "tables")]
[JsonDerivedType(typeof(News), "news")]
[JsonDerivedType(typeof(SchemaChanged), "schema-changed")]
[JsonDerivedType(typeof(SameFile), "same-file")]
public abstract record Question
{
    private Question() { }

    /// <summary>The same for the same question of the next file: <c>date-order/due_date</c>.</summary>
    [JsonIgnore]
    public abstract string Key { get; }

    /// <summary>The answers there are, the default first.</summary>
    [JsonIgnore]
    public abstract ImmutableArray<string> Options { get; }

    [JsonIgnore]
    public string Default => Options[0];

    /// <summary>Worst first: what would change most values if the default were wrong.</summary>
    [JsonIgnore]
    public abstract long Touches { get; }

    /// <summary>Day or month first? No value of the column settles it. Options are date patterns.</summary>
    /// <param name="Column">The technical name.</param>
    /// <param name="Label">The header as written.</param>
    /// <param name="Ambiguous">Values that are a date either way, and not the same one.</param>
    /// <param name="Of">Values looked at.</param>
    /// <param name="Patterns">The patterns that are possible, the proposed one first.</param>
    /// <param name="Examples">Two values of the file.</param>
    public sealed record DateOrder(string Column, string Label, long Ambiguous, long Of, ImmutableArray<string> Patterns, ImmutableArray<string> Examples) : Question
    {
        public override string Key => $"date-order/{Column}";

        public override ImmutableArray<string> Options => Patterns;

        public override long Touches => Ambiguous;
    }

    /// <summary>Does 1.234 mean one thousand or one point two? Options are the decimal separators.</summary>
    public sealed record DecimalSeparator(string Column, string Label, long Ambiguous, long Of, ImmutableArray<string> Separators, ImmutableArray<string> Examples) : Question
    {
        public override string Key => $"decimal-separator/{Column}";

        public override ImmutableArray<string> Options => Separators;

        public override long Touches => Ambiguous;
    }

    /// <summary>Which zone are times without one in? Asked once a file, for all its columns. Options begin with the default; any IANA name is an answer.</summary>
    public sealed record TimeZone(ImmutableArray<string> Columns, ImmutableArray<string> Labels, long Values, ImmutableArray<string> Zones, ImmutableArray<string> Examples) : Question
    {
        public override string Key => "time-zone";

        public override ImmutableArray<string> Options => Zones;

        public override long Touches => Values;
    }

    /// <summary>Which sheets of a workbook? Options are the sheets, those that are not hidden first; several may be taken.</summary>
    public sealed record Sheets(ImmutableArray<string> Visible, ImmutableArray<string> Hidden, long Rows) : Question
    {
        public override string Key => "sheets";

        public override ImmutableArray<string> Options => [.. Visible, .. Hidden];

        public override long Touches => Rows;
    }

    /// <summary>One of several tables of a file: is it to be loaded? Options: <c>load</c>; it is left out by leaving its part out.</summary>
    /// <param name="All">The tables of the file.</param>
    /// <param name="Table">The one that is asked about.</param>
    public sealed record Tables(ImmutableArray<TableFacts> All, int Table) : Question
    {
        public override string Key => "tables";

        public override ImmutableArray<string> Options => ["load"];

        public override long Touches => 0;
    }

    /// <summary>Signs that this file is not like the last one. Options: <c>accept</c>, <c>refuse</c>.</summary>
    public sealed record News(ImmutableArray<UploadSign> Signs) : Question
    {
        public override string Key => "news";

        public override ImmutableArray<string> Options => ["accept", "refuse"];

        public override long Touches => long.MaxValue - 1;
    }

    /// <summary>The columns are not those the dataset has. Options: <c>accept</c>, <c>refuse</c>.</summary>
    public sealed record SchemaChanged(SchemaDiff Diff) : Question
    {
        public override string Key => "schema";

        public override ImmutableArray<string> Options => ["accept", "refuse"];

        public override long Touches => long.MaxValue;
    }

    /// <summary>These bytes were loaded before. Options: <c>skip</c>, <c>load-again</c>.</summary>
    public sealed record SameFile(string EarlierUpload, string EarlierFile, DateTimeOffset At) : Question
    {
        public override string Key => "same-file";

        public override ImmutableArray<string> Options => ["skip", "load-again"];

        public override long Touches => long.MaxValue;
    }
}
