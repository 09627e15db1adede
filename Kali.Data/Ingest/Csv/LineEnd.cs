namespace Kali.Data.Ingest.Csv;

/// <summary>What ends a record.</summary>
public enum LineEnd
{
    /// <summary>A line feed; carriage returns right before it belong to it.</summary>
    Lf,

    /// <summary>Carriage return and line feed; read as <see cref="Lf"/> is, so a file that changes between the two loses nothing.</summary>
    CrLf,

    /// <summary>A carriage return, as old Macs wrote it.</summary>
    Cr,

    /// <summary>Any of the three.</summary>
    Mixed,
}
