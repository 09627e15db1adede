namespace Kali.Data;

/// <summary>What a new upload does to the rows its dataset has already.</summary>
public enum IngestMode
{
    /// <summary>The rows are added.</summary>
    Append,

    /// <summary>The rows take the place of all rows in silver and gold; raw keeps every upload.</summary>
    Overwrite,

    /// <summary>Rows whose key is there already take the place of those rows, the others are added.</summary>
    Merge,
}
