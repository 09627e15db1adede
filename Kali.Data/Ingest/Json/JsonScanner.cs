using System.Text.Json;

namespace Kali.Data.Ingest.Json;

/// <summary>
/// Cuts JSON into pieces by its brackets and quotes alone, so that one broken record costs itself and not what follows.
/// </summary>
internal sealed class JsonScanner(JsonWindow window)
{
    public void SkipBlanks()
    {
        for (var ahead = window.Ahead(); !ahead.IsEmpty; ahead = window.Ahead())
        {
            var at = ahead.IndexOfAnyExcept(" \t\r\n"u8);
            window.Advance(at < 0 ? ahead.Length : at);
            if (at >= 0)
                return;
        }
    }

    /// <summary>The next byte, or −1 at the end.</summary>
    public int Peek() => window.Ahead() is [var first, ..] ? first : -1;

    /// <summary>Passes that byte if it is next.</summary>
    public bool Take(byte wanted)
    {
        SkipBlanks();
        if (Peek() != wanted)
            return false;
        window.Advance(1);
        return true;
    }

    /// <summary>Passes one piece: up to a comma or closing bracket outside of it, or (between documents) up to where a value is complete.</summary>
    public void PassPiece(bool isAlone)
    {
        var (depth, isInText, isEscaped) = (0, false, false);
        for (var ahead = window.Ahead(); !ahead.IsEmpty; ahead = window.Ahead())
        {
            for (var i = 0; i < ahead.Length; i++)
            {
                var value = ahead[i];
                if (isInText)
                {
                    if (isEscaped)
                        isEscaped = false;
                    else if (value == '\\')
                        isEscaped = true;
                    else if (value == '"')
                        isInText = false;
                    continue;
                }
                switch (value)
                {
                    case (byte)'"':
                        isInText = true;
                        break;
                    case (byte)'{' or (byte)'[':
                        depth++;
                        break;
                    case (byte)'}' or (byte)']' when depth > 0:
                        depth--;
                        if (depth == 0 && isAlone)
                        {
                            window.Advance(i + 1);
                            return;
                        }
                        break;
                    case (byte)',' or (byte)']' or (byte)'}' when depth == 0 && !isAlone:
                        window.Advance(i);
                        return;
                    case (byte)'\n' when depth == 0 && isAlone:
                        window.Advance(i);
                        return;
                }
            }
            window.Advance(ahead.Length);
        }
    }

    /// <summary>Passes the rest of the line and its end.</summary>
    public void PassLine()
    {
        for (var ahead = window.Ahead(); !ahead.IsEmpty; ahead = window.Ahead())
        {
            var end = ahead.IndexOf((byte)'\n');
            window.Advance(end < 0 ? ahead.Length : end);
            if (end >= 0)
                return;
        }
    }

    /// <summary>Goes to the value of that name in the object the position stands before; false when there is none.</summary>
    public bool Enter(string name)
    {
        if (!Take((byte)'{'))
            return false;
        while (!Take((byte)'}'))
        {
            var key = Key();
            if (key is null || !Take((byte)':'))
                return false;
            SkipBlanks();
            if (key == name)
                return true;
            PassPiece(isAlone: false);
            if (!Take((byte)','))
                return false;
        }
        return false;
    }

    /// <summary>Passes a name and tells it; null when none stands here.</summary>
    public string? Key()
    {
        SkipBlanks();
        if (Peek() != '"')
            return null;
        window.Mark();
        window.Advance(1);
        var isEscaped = false;
        for (var ahead = window.Ahead(); !ahead.IsEmpty; ahead = window.Ahead())
        {
            for (var i = 0; i < ahead.Length; i++)
            {
                if (isEscaped)
                {
                    isEscaped = false;
                }
                else if (ahead[i] == '\\')
                {
                    isEscaped = true;
                }
                else if (ahead[i] == '"')
                {
                    window.Advance(i + 1);
                    return Unescaped();
                }
            }
            window.Advance(ahead.Length);
        }
        return null;
    }

    private string? Unescaped()
    {
        try
        {
            var reader = new Utf8JsonReader(window.Marked, isFinalBlock: true, default);
            return reader.Read() ? reader.GetString() : null;
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            return null;
        }
        finally
        {
            window.Release();
        }
    }
}
