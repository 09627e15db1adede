using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kali.Data;

/// <summary>What Kali was told by its configuration, for admins to read. Secrets never leave it.</summary>
public sealed class SettingsInForce(IServiceProvider services, IConfiguration configuration)
{
    private static readonly string[] Secrets = ["Secret", "Password", "ConnectionString", "Token", "ApiKey", "Certificate"];

    public ImmutableArray<Setting> List(Actor actor)
    {
        if (!actor.Is(KaliRole.Admin))
            throw new NotAllowedException("The settings are for admins to read. Ask one of them.");
        return [.. services.GetServices<OptionsCheck>().OrderBy(check => check.Section, StringComparer.Ordinal).SelectMany(Of)];
    }

    private IEnumerable<Setting> Of(OptionsCheck check) => Of(check.Section, check.Read());

    /// <summary>Options within options have a name for each of theirs.</summary>
    private IEnumerable<Setting> Of(string section, object options)
    {
        foreach (var property in options.GetType().GetProperties().Where(property => property is { CanRead: true, CanWrite: true }))
        {
            var name = $"{section}:{property.Name}";
            var value = property.GetValue(options);
            if (value is not (null or string or IEnumerable or IFormattable or bool))
            {
                foreach (var setting in Of(name, value))
                    yield return setting;
                continue;
            }
            var text = Text(value);
            var isSecret = Secrets.Any(word => property.Name.Contains(word, StringComparison.OrdinalIgnoreCase));
            yield return new Setting(name, isSecret ? null : text, Source(name), isSecret, !string.IsNullOrEmpty(text));
        }
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        IDictionary pairs => string.Join(", ", pairs.Keys.Cast<object>().Select(key => $"{key} = {pairs[key]}")),
        IEnumerable items => string.Join(", ", items.Cast<object>()),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>The last provider that knows the setting decides it.</summary>
    private SettingSource Source(string name)
    {
        var provider = (configuration as IConfigurationRoot)?.Providers.LastOrDefault(provider =>
            provider.TryGet(name, out _) || provider.GetChildKeys([], name).Any());
        return provider?.GetType().Name switch
        {
            null => SettingSource.Default,
            "JsonConfigurationProvider" => SettingSource.File,
            "EnvironmentVariablesConfigurationProvider" => SettingSource.Environment,
            "CommandLineConfigurationProvider" => SettingSource.CommandLine,
            _ => SettingSource.Elsewhere,
        };
    }
}
