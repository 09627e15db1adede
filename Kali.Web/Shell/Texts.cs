namespace Kali.Web.Shell;

/// <summary>
/// Marks the resource files of the interface: the key is the English sentence, <c>Texts.de.resx</c> has the German one.
/// </summary>
public sealed class Texts;
