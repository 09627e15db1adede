namespace Kali.Data.Quality;

/// <summary>How one value stands to another.</summary>
public enum Relation
{
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
}
