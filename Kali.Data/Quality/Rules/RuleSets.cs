using System.Security.Cryptography;
using System.Text;

namespace Kali.Data.Quality;

/// <summary>Several rules as one fingerprint: results are comparable only where it is the same.</summary>
public static class RuleSets
{
    /// <summary>SHA-256 over the fingerprints of the rules that are on, in any order.</summary>
    public static string Of(IEnumerable<Rule> rules) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', rules.Where(rule => rule.IsOn).Select(rule => rule.Fingerprint).Order(StringComparer.Ordinal)))));
}
