using System.Security.Cryptography;

namespace Kali.Data.Engines.Databricks.Jobs.Pipelines;

/// <summary>The runner of <c>infra/databricks</c>, as it was built into Kali.</summary>
internal static class RunnerFile
{
    private const string Name = "kali_runner.py";

    public static byte[] Content { get; } = Read();

    /// <summary>The beginning of its SHA-256.</summary>
    public static string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Content))[..8];

    private static byte[] Read()
    {
        using var stream = typeof(RunnerFile).Assembly.GetManifestResourceStream(Name) ?? throw new InvalidOperationException($"{Name} is not in the assembly.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
