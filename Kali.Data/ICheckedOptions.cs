namespace Kali.Data;

/// <summary>Settings that are checked when Kali starts; all that is wrong is told at once.</summary>
public interface ICheckedOptions
{
    /// <summary>One sentence a fault, naming the setting; nothing when all is well.</summary>
    IEnumerable<string> Problems();
}
