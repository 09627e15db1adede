using System.Collections.Immutable;

namespace Kali.Data.Ingest;

/// <summary>The beginning of a part as the pipeline would read it.</summary>
/// <param name="Part">The part with the facts it was read by.</param>
/// <param name="Skipped">Lines before the header, header lines and, in a whole file, lines after the last record: not data.</param>
/// <param name="Rows">The first rows, at most 100.</param>
/// <param name="Rejected">Records among them that could not be read.</param>
/// <param name="Columns">What each column seems to be, with the evidence.</param>
/// <param name="Questions">What is open, worst first.</param>
/// <param name="RowsSampled">The rows the types were proposed from.</param>
/// <param name="HasMore">Whether the file goes on after the rows shown.</param>
public sealed record FilePreview(
    Part Part,
    ImmutableArray<SkippedLine> Skipped,
    ImmutableArray<PreviewRow> Rows,
    ImmutableArray<RejectedRow> Rejected,
    ImmutableArray<ColumnProposal> Columns,
    ImmutableArray<Question> Questions,
    long RowsSampled,
    bool HasMore);

/// <summary>A row as text; a null cell is one the file does not have.</summary>
public sealed record PreviewRow(long Row, ImmutableArray<string?> Cells);

/// <summary>A line (or sheet row) that is no data.</summary>
public sealed record SkippedLine(long Row, SkippedLineKind Kind, string Text);

public enum SkippedLineKind
{
    Preamble,
    Header,
    Footer,

    /// <summary>A remark among the rows.</summary>
    Comment,

    /// <summary>What the figures are measured in, between header and data.</summary>
    Units,

    /// <summary>A row behind the data that adds it up.</summary>
    Total,

    /// <summary>A line of another table of the file, which is a part of its own.</summary>
    OtherTable,
}

/// <summary>A proposed reading of one column, and what it rests on.</summary>
/// <param name="Reading">The proposal.</param>
/// <param name="Evidence">The values it rests on.</param>
public sealed record ColumnProposal(ColumnReading Reading, ColumnEvidence Evidence);

/// <summary>Counts over the sampled values of a column; seen = missing + fitting + not fitting.</summary>
/// <param name="Seen">Values looked at.</param>
/// <param name="Missing">Empty, absent, or a spelling of "nothing".</param>
/// <param name="Fitting">Values that the proposed type prints back as they stand.</param>
/// <param name="NotFitting">Values that do not fit; they stay in raw and are reported.</param>
/// <param name="Examples">Up to three values that do not fit, or values as they are when all fit.</param>
public sealed record ColumnEvidence(long Seen, long Missing, long Fitting, long NotFitting, ImmutableArray<string> Examples);
