using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Embedded.DeltaLog.Writing;
using Kali.Web.Tests.Engines.DeltaLog;

namespace Kali.Web.Tests.Children;

/// <summary>
/// A writer that appends one row after another, each once only, until it has done all or is killed: <c>child delta-writer FOLDER WRITER FROM TO</c>.
/// Says <c>begin N</c> and waits for a line before, <c>done N VERSION</c> after each, with <c>before</c> when an earlier attempt had done it.
/// </summary>
internal static class DeltaWriter
{
    public static readonly TableSchema Schema = TestTable.Schema(("writer", DataType.Integer), ("n", DataType.Integer));

    public static string Once(int writer, int n) => string.Create(CultureInfo.InvariantCulture, $"kali/run/{writer}/{n}");

    public static async Task<int> RunAsync(string[] args)
    {
        var (writer, from, to) = (Number(args[1]), Number(args[2]), Number(args[3]));
        using var table = TestTable.In(args[0]);
        for (var n = from; n < to; n++)
        {
            Say($"begin {n}");
            await Console.In.ReadLineAsync();
            var outcome = await table.AppendAsync($"SELECT {writer} AS writer, {n} AS n", Schema, Once(writer, n));
            if (outcome is DeltaOutcome.Committed committed)
                Say($"done {n} {committed.Version}");
            else if (outcome is DeltaOutcome.AlreadyCommitted before)
                Say($"done {n} {before.Version} before");
        }
        return 0;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static void Say(FormattableString line)
    {
        Console.Out.Write(FormattableString.Invariant(line) + "\n");
        Console.Out.Flush();
    }
}
