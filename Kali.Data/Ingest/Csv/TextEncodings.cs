using System.Text;

namespace Kali.Data.Ingest.Csv;

/// <summary>The encodings Kali reads, by their names.</summary>
public static class TextEncodings
{
    static TextEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>UTF-8 as Kali writes it: no byte order mark.</summary>
    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>An encoding by its IANA name.</summary>
    /// <exception cref="RefusedException">There is none of that name.</exception>
    public static Encoding Named(string name)
    {
        try
        {
            return name.Equals("utf-8", StringComparison.OrdinalIgnoreCase) ? Utf8 : Encoding.GetEncoding(name);
        }
        catch (Exception cause) when (cause is ArgumentException or NotSupportedException)
        {
            throw new RefusedException($"There is no encoding named {name}. Names are those of IANA: utf-8, windows-1252, iso-8859-15, shift_jis.", cause);
        }
    }

    internal static Encoding OfCodePage(int codePage) => codePage == Utf8.CodePage ? Utf8 : Encoding.GetEncoding(codePage);

    internal static Encoding? OrNone(string? name)
    {
        if (name is null)
            return null;
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (Exception cause) when (cause is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
