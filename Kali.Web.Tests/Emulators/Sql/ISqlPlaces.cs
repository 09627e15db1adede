namespace Kali.Web.Tests.Emulators.Sql;

/// <summary>What a statement's names stand for in DuckDB.</summary>
public interface ISqlPlaces
{
    /// <summary>The relation that holds a table's rows, at a version or the newest.</summary>
    string Table(IReadOnlyList<string> name, long? version);

    /// <summary>The local file behind a path of a volume.</summary>
    string File(string path);
}

/// <summary>A value of a marker: its text, or NULL, and the type it is cast to.</summary>
public sealed record SqlParameter(string? Value, string Type);
