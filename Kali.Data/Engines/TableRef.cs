namespace Kali.Data.Engines;

/// <summary>A table to read from, at its newest version or at a stated one.</summary>
public abstract record TableRef
{
    private TableRef(long? version) => Version = version;

    /// <summary>The Delta version to read; null for the newest.</summary>
    public long? Version { get; }

    /// <summary>The table as people and messages name it.</summary>
    public abstract string Shown { get; }

    /// <summary>A table of the catalog.</summary>
    public sealed record Named(TableName Name, long? AtVersion = null) : TableRef(AtVersion)
    {
        public override string Shown => Name.ToString();
    }

    /// <summary>Any Delta table in a folder of the file system; only the embedded engine can open one.</summary>
    public sealed record Folder(string Path, long? AtVersion = null) : TableRef(AtVersion)
    {
        public override string Shown => Path;
    }

    /// <summary>A query in the place of a table: rows as they would be, without a table that has them.</summary>
    public sealed record Derived(Sql Query, string Of) : TableRef((long?)null)
    {
        public override string Shown => Of;
    }

    public static implicit operator TableRef(TableName name) => new Named(name);
}

public static class TableRefs
{
    /// <summary>That table as it was at a version.</summary>
    public static TableRef At(this TableName name, long? version) => new TableRef.Named(name, version);
}
