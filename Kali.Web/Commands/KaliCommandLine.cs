using System.CommandLine;
using Kali.Data;
using Kali.Data.Lake;
using Kali.Data.Store;

namespace Kali.Web.Commands;

/// <summary>
/// The command line. Without arguments, or with one that starts with <c>--</c>, Kali is the web application; with a verb it works and exits.
/// </summary>
public static class KaliCommandLine
{
    private static readonly string[] AsksForHelp = ["-h", "-?", "--help", "--version"];

    /// <summary>What the web application takes by the name verbs know it by.</summary>
    public static readonly Dictionary<string, string> WebSwitches = new() { ["--lake"] = $"{LakeOptions.Section}:{nameof(LakeOptions.Folder)}" };

    public static bool IsVerb(string[] args) =>
        args is [var first, ..] && (!first.StartsWith("--", StringComparison.Ordinal) || AsksForHelp.Contains(first));

    public static async Task<int> RunAsync(string[] args, VerbOutput? output = null)
    {
        output ??= VerbOutput.Console;
        using var interrupted = new CancellationTokenSource();
        ConsoleCancelEventHandler interrupt = (_, key) =>
        {
            key.Cancel = true;
            interrupted.Cancel();
        };
        Console.CancelKeyPress += interrupt;
        try
        {
            var parsed = Root(output).Parse(args);
            foreach (var error in parsed.Errors)
                await output.Messages.WriteLineAsync(error.Message);
            if (parsed.Errors.Count > 0)
            {
                await output.Messages.WriteLineAsync("--help lists the verbs, VERB --help tells what one takes.");
                return ExitCode.CouldNotRun;
            }
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = output.Answers, Error = output.Messages }, interrupted.Token);
        }
        catch (NotFoundException e)
        {
            await output.Messages.WriteLineAsync(e.Message);
            return ExitCode.No;
        }
        catch (KaliException e)
        {
            await output.Messages.WriteLineAsync(e.Message);
            return ExitCode.CouldNotRun;
        }
        catch (Exception e) when ((StoreFault.Of(e) ?? StorageTold(e)) is { } told)
        {
            await output.Messages.WriteLineAsync(told.Message);
            return ExitCode.CouldNotRun;
        }
        catch (OperationCanceledException)
        {
            await output.Messages.WriteLineAsync("Ended before it was done.");
            return ExitCode.CouldNotRun;
        }
        finally
        {
            Console.CancelKeyPress -= interrupt;
        }
    }

    private static KaliException? StorageTold(Exception fault) => StorageFault.Explains(fault) ? StorageFault.Writing("the lake", fault) : null;

    private static RootCommand Root(VerbOutput output)
    {
        var root = new RootCommand("Kali shows what is wrong with files, helps put it right and turns them into governed tables. Without a verb it is the web application.");
        foreach (var verb in Verbs())
            root.Add(verb.ToCommand(output));
        return root;
    }

    private static IEnumerable<Verb> Verbs() =>
    [
        new DetectVerb(),
        new ConvertVerb(),
        new IngestVerb(),
        new ProfileVerb(),
        new CheckVerb(),
        new FindingsVerb(),
        new RulesVerb(),
        new QueryVerb(),
        new ExportVerb(),
        new HistoryVerb(),
        new RestoreVerb(),
        new VacuumVerb(),
        new LineageVerb(),
        new PlanVerb(),
        new ProvisionVerb(),
    ];
}
