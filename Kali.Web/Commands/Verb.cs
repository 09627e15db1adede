using System.CommandLine;

namespace Kali.Web.Commands;

/// <summary>One verb of the command line. Every verb has <c>--json</c> and <c>--lake</c>.</summary>
internal abstract class Verb(string name, string description)
{
    private readonly Option<bool> _json = new("--json") { Description = "Write one JSON document, or one JSON line per item, and nothing else" };
    private readonly Option<string?> _lake = new("--lake") { Description = "The folder of the lake", HelpName = "DIR" };

    public Command ToCommand(VerbOutput output)
    {
        var command = new Command(name, description);
        Describe(command);
        command.Add(_json);
        command.Add(_lake);
        command.SetAction(async (parsed, ct) =>
        {
            await using var call = new VerbCall(parsed, output, parsed.GetValue(_json), parsed.GetValue(_lake), As(parsed));
            return await RunAsync(call, ct);
        });
        return command;
    }

    /// <summary>Adds the verb's arguments and options.</summary>
    protected abstract void Describe(Command command);

    protected abstract Task<int> RunAsync(VerbCall call, CancellationToken ct);

    /// <summary>The role to act in, for verbs with <c>--as</c>.</summary>
    protected virtual string? As(ParseResult parsed) => null;

    protected static Option<string?> AsOption() =>
        new("--as") { Description = "Act in this role: kali_admins, kali_data_engineers, kali_analysts or bayer_business_users", HelpName = "USER" };
}
