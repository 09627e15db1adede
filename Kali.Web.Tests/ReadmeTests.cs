using System.Reflection;
using System.Text.RegularExpressions;
using Kali.Data;
using Kali.Web.Security;
using Xunit;

namespace Kali.Web.Tests;

/// <summary>What README says can be set, and what Kali reads, are the same.</summary>
public sealed partial class ReadmeTests
{
    private const string AnyKey = "{}";

    [Fact]
    public void EverySettingThatKaliReads_StandsInReadme_AndNoOther()
    {
        var (told, read) = (Told().ToHashSet(), Read().ToHashSet());

        Assert.Equal([], read.Except(told).Order(StringComparer.Ordinal));
        Assert.Equal([], told.Except(read).Order(StringComparer.Ordinal));
    }

    /// <summary>The settings of Kali's own in the table: <c>`Kali:Lake:Account`, `:Container`</c>, <c>`:Groups:{Admins,Analysts}`</c>.</summary>
    private static IEnumerable<string> Told()
    {
        var readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));
        var table = readme[readme.IndexOf("## Configuration", StringComparison.Ordinal)..];
        table = table[..table.IndexOf("\n## ", StringComparison.Ordinal)];
        foreach (var row in table.Split('\n').Where(line => line.StartsWith("| `Kali:", StringComparison.Ordinal)))
        {
            var names = Quoted().Matches(row.Split('|')[1]).Select(match => match.Groups[1].Value).ToList();
            var section = names[0][..names[0].LastIndexOf(':')];
            if (section.Contains('{', StringComparison.Ordinal))
                section = section[..section.IndexOf(":{", StringComparison.Ordinal)];
            foreach (var name in names.Select(name => name.StartsWith(':') ? section + name : name))
            {
                var several = Several().Match(name);
                foreach (var one in several.Success ? several.Groups[1].Value.Split(',') : [""])
                    yield return several.Success ? name.Replace(several.Value, several.Value.Contains(',', StringComparison.Ordinal) ? one : AnyKey, StringComparison.Ordinal) : name;
            }
        }
    }

    private static IEnumerable<string> Read() => new[] { typeof(ICheckedOptions).Assembly, typeof(ProxyOptions).Assembly }
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))
        .SelectMany(type => type.GetField("Section") is { IsLiteral: true } section ? Of(type, (string)section.GetRawConstantValue()!) : []);

    private static IEnumerable<string> Of(Type type, string section) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.SetMethod is { IsPublic: true })
        .SelectMany(property => property.PropertyType switch
        {
            { IsGenericType: true } map when map.GetGenericTypeDefinition() == typeof(Dictionary<,>) => [$"{section}:{property.Name}:{AnyKey}"],
            { IsClass: true, Namespace: { } place } nested when place.StartsWith("Kali", StringComparison.Ordinal) => Of(nested, $"{section}:{property.Name}"),
            _ => [$"{section}:{property.Name}"],
        });

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Several();
}
