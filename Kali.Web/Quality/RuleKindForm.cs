using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Serialization;
using Kali.Data.Engines;
using Kali.Data.Quality;

namespace Kali.Web.Quality;

/// <summary>
/// What the editor asks for a kind of rule: its parameters, read off the record itself, so that every kind there is can be written here
/// and none can be forgotten.
/// </summary>
public sealed class RuleKindForm
{
    /// <summary>Found by itself when the rule is saved.</summary>
    private const string FoundBySaving = "Mentioned";

    private static readonly ImmutableArray<string> ColumnNames = ["Column", "Other"];
    private static readonly ImmutableArray<string> ColumnListNames = ["Counted", "Key", "Compared", "Together"];
    private static readonly ImmutableArray<string> CodeNames = ["Pattern", "Expression", "Query"];

    private readonly Type _type;
    private readonly ConstructorInfo _constructor;
    private readonly ImmutableArray<PropertyInfo> _further;

    private RuleKindForm(string code, Type type)
    {
        (Code, _type) = (code, type);
        _constructor = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;
        var parameters = _constructor.GetParameters();
        _further =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(property => property.CanWrite && parameters.All(parameter => parameter.Name != property.Name)),
        ];
        Fields =
        [
            .. parameters.Where(parameter => parameter.Name != FoundBySaving).Select(parameter => Field(parameter.Name!, parameter.ParameterType, parameter.HasDefaultValue || IsNullable(parameter))),
            .. _further.Select(property => Field(property.Name, property.PropertyType, isOptional: true)),
        ];
    }

    public static ImmutableDictionary<string, RuleKindForm> All { get; } = typeof(RuleKind).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .Select(kind => new RuleKindForm((string)kind.TypeDiscriminator!, kind.DerivedType)).ToImmutableDictionary(form => form.Code);

    public string Code { get; }

    public ImmutableArray<RuleField> Fields { get; }

    public RuleField? Column => Fields.FirstOrDefault(each => each is { Name: "Column", Type: RuleFieldType.Column });

    /// <summary>The texts of a kind's parameters.</summary>
    public Dictionary<string, string> Read(RuleKind kind) => Fields.ToDictionary(field => field.Name, field => RuleFieldText.Write(_type.GetProperty(field.Name)!.GetValue(kind)));

    /// <summary>The texts a new rule of the kind begins with.</summary>
    public Dictionary<string, string> Begin(string column, TableSchema? schema)
    {
        var texts = _constructor.GetParameters().Where(parameter => parameter.Name != FoundBySaving)
            .ToDictionary(parameter => parameter.Name!, parameter => parameter.HasDefaultValue ? RuleFieldText.Write(parameter.DefaultValue) : "");
        foreach (var field in Fields)
        {
            if (field.Type == RuleFieldType.Choice && texts.GetValueOrDefault(field.Name, "").Length == 0)
                texts[field.Name] = field.Options[0];
        }
        if (Column is not null)
            texts["Column"] = column;
        if (Fields.FirstOrDefault(field => field.Type == RuleFieldType.Columns && field.Name != "Compared") is { } columns)
            texts[columns.Name] = column;
        if (Code == "schema")
            texts["Expected"] = string.Join('\n', (schema?.Columns ?? []).Where(each => !each.IsSystem).Select(each => $"{each.Name}: {each.Type.Name}"));
        return texts;
    }

    /// <summary>The kind from its texts, as far as they are written; what cannot be read counts as not written.</summary>
    public RuleKind Write(IReadOnlyDictionary<string, string> texts, ImmutableArray<string> mentioned)
    {
        var arguments = _constructor.GetParameters().Select(parameter => parameter.Name == FoundBySaving
            ? mentioned
            : RuleFieldText.Read(texts.GetValueOrDefault(parameter.Name!, ""), parameter.ParameterType) ?? (parameter.HasDefaultValue && !parameter.ParameterType.IsGenericType ? parameter.DefaultValue : Nothing(parameter)));
        var kind = (RuleKind)_constructor.Invoke([.. arguments]);
        foreach (var property in _further)
        {
            if (RuleFieldText.Read(texts.GetValueOrDefault(property.Name, ""), property.PropertyType) is { } value)
                property.SetValue(kind, value);
        }
        return kind;
    }

    private RuleField Field(string name, Type type, bool isOptional)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var item = plain.IsGenericType ? plain.GetGenericArguments()[0] : null;
        var options = plain.IsEnum ? Enum.GetNames(plain) : item is { IsEnum: true } ? Enum.GetNames(item) : [];
        return new RuleField(name, TypeOf(name, plain, item), isOptional, options);
    }

    private RuleFieldType TypeOf(string name, Type type, Type? item) => (type, item) switch
    {
        _ when type == typeof(string) && ColumnNames.Contains(name) => RuleFieldType.Column,
        _ when item == typeof(string) && ColumnListNames.Contains(name) => RuleFieldType.Columns,
        _ when type == typeof(string) && CodeNames.Contains(name) && Code != "date_format" => RuleFieldType.Code,
        _ when type == typeof(bool) => RuleFieldType.Flag,
        _ when type == typeof(TimeSpan) => RuleFieldType.Hours,
        _ when type.IsEnum => RuleFieldType.Choice,
        (_, { IsEnum: true }) => RuleFieldType.Choices,
        (_, not null) => RuleFieldType.Lines,
        _ when type == typeof(string) => RuleFieldType.Text,
        _ => RuleFieldType.Number,
    };

    private static object? Nothing(ParameterInfo parameter) => parameter.ParameterType.IsValueType
        ? Activator.CreateInstance(parameter.ParameterType)
        : parameter.ParameterType == typeof(string) && !IsNullable(parameter) ? "" : null;

    private static bool IsNullable(ParameterInfo parameter) =>
        Nullable.GetUnderlyingType(parameter.ParameterType) is not null || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
}
