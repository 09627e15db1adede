using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Kali.Data.Quality;

/// <summary>How edits are kept, and what tells two recipes apart.</summary>
internal static class RepairJson
{
    public static string Write(ImmutableArray<RepairEdit> edits) => RuleJson.Write(edits);

    public static ImmutableArray<RepairEdit> Read(string json) => RuleJson.Read<ImmutableArray<RepairEdit>>(json);

    /// <summary>What of the edits can be done again, without the rows they were made on.</summary>
    public static ImmutableArray<RepairEdit> Methods(ImmutableArray<RepairEdit> edits) => [.. edits.Where(edit => edit.IsMethod).Select(edit => edit with { Except = [] })];

    public static string Fingerprint(ImmutableArray<RepairEdit> methods) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(methods))));
}
