namespace Kali.Web.Shell;

/// <summary>Where a page stands with what it shows.</summary>
public abstract record Load<T>
{
    private Load() { }

    /// <summary>Being read.</summary>
    public sealed record Loading : Load<T>;

    public sealed record Ready(T Value) : Load<T>;

    /// <param name="Message">What happened, what is kept, what to do.</param>
    /// <param name="Reference">To be found again in the log.</param>
    public sealed record Failed(string Message, string Reference) : Load<T>;
}
