namespace Kali.Data.Uploads;

/// <summary>How far an upload is.</summary>
public enum UploadState
{
    /// <summary>Bytes are missing; it can be resumed until it expires.</summary>
    Receiving,

    /// <summary>All bytes are there and the file is on its way to its place in the lake.</summary>
    Storing,

    /// <summary>The file lies in the lake, byte for byte as sent.</summary>
    Complete,

    /// <summary>The content was not taken; nothing was kept.</summary>
    Refused,

    /// <summary>Its sender ended it; nothing was kept.</summary>
    Cancelled,

    /// <summary>It was not resumed in time; nothing was kept.</summary>
    Expired,
}
