using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Lake;

namespace Kali.Data.Engines.Embedded.DeltaLog.Reading;

/// <summary>Reads the lines of a commit, or of a V2 checkpoint in JSON.</summary>
internal static class CommitFile
{
    private static ReadOnlySpan<byte> InfoStart => "{\"commitInfo\""u8;

    public static async Task<List<DeltaAction>> ReadAsync(string path, CancellationToken ct)
    {
        var bytes = await BytesAsync(path, ct).ConfigureAwait(false);
        var actions = new List<DeltaAction>();
        var number = 0;
        foreach (var range in Lines(bytes))
        {
            number++;
            if (Parse(bytes.AsSpan(range), path, number) is { } action)
                actions.Add(action);
        }
        return actions;
    }

    /// <summary>Only who made the version and how; the file actions of a large commit are not parsed for it.</summary>
    public static async Task<CommitInfoAction?> ReadInfoAsync(string path, CancellationToken ct)
    {
        var bytes = await BytesAsync(path, ct).ConfigureAwait(false);
        var number = 0;
        foreach (var range in Lines(bytes))
        {
            number++;
            if (bytes.AsSpan(range).StartsWith(InfoStart) && Parse(bytes.AsSpan(range), path, number) is CommitInfoAction info)
                return info;
        }
        return null;
    }

    private static async Task<byte[]> BytesAsync(string path, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, ct).ConfigureAwait(false);
        }
        catch (Exception fault) when (StorageFault.Explains(fault))
        {
            throw StorageFault.Reading(path, fault);
        }
    }

    private static DeltaAction? Parse(ReadOnlySpan<byte> line, string path, int number)
    {
        try
        {
            return ActionLine.Read(line);
        }
        catch (JsonException fault)
        {
            throw new KaliException(
                string.Create(CultureInfo.InvariantCulture, $"Line {number} of “{path}” is no action of a Delta log ({fault.Message}). The table cannot be read at this version; older versions are not touched by it."),
                fault);
        }
    }

    private static IEnumerable<Range> Lines(byte[] bytes)
    {
        var start = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        while (start < bytes.Length)
        {
            var length = bytes.AsSpan(start).IndexOf((byte)'\n');
            var end = length < 0 ? bytes.Length : start + length;
            if (bytes.AsSpan(start, end - start).IndexOfAnyExcept(White) >= 0)
                yield return start..end;
            start = end + 1;
        }
    }

    private static readonly SearchValues<byte> White = SearchValues.Create(" \t\r"u8);
}
