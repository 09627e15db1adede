namespace Kali.Data.Engines.Embedded.DeltaLog;

/// <summary>How the columns of the schema are found in the data files ("Column Mapping").</summary>
internal enum ColumnMapping
{
    None,
    Name,
    Id,
}
