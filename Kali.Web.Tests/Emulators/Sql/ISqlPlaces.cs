namespace Kali.Web.Tests.Emulators.Sql;

/// <summary>What a statement's names stand for in DuckDB.</summary>
public interface ISqlPlaces
{
    /// <summary>The relation that holds a table's rows, at a version or the newest.</summary>
    string Table(IReadOnlyList<string> name, long? version);

    /// <summary>The local file behind a path of a volume.</summary>
    string File(string path);

    /// <summary>How large the file at an external location is.</summary>
    long LengthOf(string path) => throw new SqlFault("PATH_NOT_FOUND", $"Path does not exist: {path}.", "42K03");

    /// <summary>What DuckDB calls a function of a catalog.</summary>
    string Function(IReadOnlyList<string> name) => throw SqlFault.NoFunction(string.Join('.', name));
}

/// <summary>A value of a marker: its text, or NULL, and the type it is cast to.</summary>
public sealed record SqlParameter(string? Value, string Type);
