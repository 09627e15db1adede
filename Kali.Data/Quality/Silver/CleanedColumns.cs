using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Engines.Legacy;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>How texts are cleaned as the Kali before this one did.</summary>
public enum CleaningRoute
{
    /// <summary>By the engine itself.</summary>
    Native,

    /// <summary>By the old code, as a function the engine calls for each value: Python in Unity Catalog, .NET in the embedded engine.</summary>
    Legacy,
}

/// <summary>The columns of text that are cleaned as the Kali before this one did, and by which route; remembered among a dataset's settings under <see cref="Name"/>.</summary>
public sealed record CleanedColumns(CleaningRoute Route, ImmutableArray<string> Columns)
{
    public const string Name = "cleaning";

    internal bool Covers(ColumnReading reading) => reading.Type == DataType.String && Columns.Contains(reading.Name);

    internal SqlExpression Cleaned(ColumnReading reading, string catalog)
    {
        var text = new Column(reading.Name);
        return Route is CleaningRoute.Legacy ? LegacyCleaning.Function(catalog, text) : LegacyCleaning.Native(text);
    }
}
