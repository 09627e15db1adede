namespace Kali.Web.Quality;

/// <summary>How a parameter of a rule is written.</summary>
public enum RuleFieldType
{
    Text,

    /// <summary>A pattern, a condition or a statement.</summary>
    Code,
    Number,

    /// <summary>A span of time, in hours.</summary>
    Hours,
    Flag,

    /// <summary>One of several words.</summary>
    Choice,

    /// <summary>Any of several words.</summary>
    Choices,

    /// <summary>A column of the dataset.</summary>
    Column,

    /// <summary>Columns of the dataset, in the order they are chosen.</summary>
    Columns,

    /// <summary>Texts, one a line.</summary>
    Lines,
}
