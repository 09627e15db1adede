namespace Kali.Web.Tests.Emulators.Sql;

/// <summary>Walks over the pieces of a statement.</summary>
public abstract class SqlReader(List<SqlToken> tokens)
{
    private int _at;

    protected SqlToken Now => tokens[_at];

    protected SqlToken Ahead(int by = 1) => tokens[Math.Min(_at + by, tokens.Count - 1)];

    protected SqlToken Next() => tokens[_at < tokens.Count - 1 ? _at++ : _at];

    protected bool IsWord(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!Ahead(i).IsWord(words[i]))
                return false;
        }
        return true;
    }

    /// <summary>Takes these words one after another, or none of them.</summary>
    protected bool Took(params ReadOnlySpan<string> words)
    {
        if (!IsWord(words))
            return false;
        _at += words.Length;
        return true;
    }

    protected bool TookSymbol(string symbol)
    {
        if (!Now.Is(symbol))
            return false;
        _at++;
        return true;
    }

    protected void Demand(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (!Took(word))
                throw Unexpected();
        }
    }

    protected void DemandSymbol(string symbol)
    {
        if (!TookSymbol(symbol))
            throw Unexpected();
    }

    protected void DemandEnd()
    {
        TookSymbol(";");
        if (Now.Kind != TokenKind.End)
            throw Unexpected();
    }

    protected List<T> List<T>(Func<T> item)
    {
        List<T> items = [item()];
        while (TookSymbol(","))
            items.Add(item());
        return items;
    }

    protected string Name() => Now.Kind is TokenKind.Quoted or TokenKind.Word ? Next().Value : throw Unexpected();

    protected string TextLiteral() => Now.Kind == TokenKind.Text ? Next().Value : throw Unexpected();

    protected SqlFault Unexpected() => SqlFault.Syntax(Now.Kind == TokenKind.End ? "end of input" : $"'{Now.Value}'", Around(Now.At));

    /// <summary>The statement's text about a place in it, for the fault's message.</summary>
    protected abstract string Around(int at);

    protected static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    protected static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
