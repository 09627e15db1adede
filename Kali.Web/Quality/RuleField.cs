namespace Kali.Web.Quality;

/// <summary>A parameter of a kind of rule, as the editor asks for it.</summary>
/// <param name="Name">Its name in the record.</param>
/// <param name="Type">How it is written.</param>
/// <param name="IsOptional">Whether it may be left empty.</param>
/// <param name="Options">The words there are, for choices.</param>
public sealed record RuleField(string Name, RuleFieldType Type, bool IsOptional, IReadOnlyList<string> Options)
{
    /// <summary>The words of the field, in English; the key of its German.</summary>
    public string Label => RuleFieldWords.Label(Name);

    /// <summary>An example, in every language the same.</summary>
    public string Example => RuleFieldExamples.Of(Name);
}
