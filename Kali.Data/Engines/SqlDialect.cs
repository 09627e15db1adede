using System.Collections.Immutable;

namespace Kali.Data.Engines;

/// <summary>How one engine writes what engines write differently.</summary>
public abstract class SqlDialect
{
    /// <summary>The engine's name as people know it.</summary>
    public abstract string Name { get; }

    public abstract string Quote(SqlName name);

    /// <summary>The mark that stands for the parameter of that number, counted from 1.</summary>
    public abstract string ParameterMark(int number);

    /// <summary>The statement as this engine takes it; tables are handed to <paramref name="tableText"/>.</summary>
    public SqlStatement Print(Sql sql, Func<TableRef, string> tableText)
    {
        var printer = new SqlPrinter(this, tableText);
        printer.Sql(sql);
        return printer.ToStatement();
    }
}

/// <summary>A printed statement: its text, and the values of its parameters in order.</summary>
public sealed record SqlStatement(string Text, ImmutableArray<object?> Parameters);
