using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>What statements are made of: the kinds of expressions, and the functions and operators in them.</summary>
internal static class Constructs
{
    /// <summary>A function of the catalog is there where provisioning has made it, so no statement that stands for itself can show it.</summary>
    private static readonly Type[] Elsewhere = [typeof(CatalogFunction)];

    public static IEnumerable<object> All()
    {
        var types = typeof(SqlExpression).Assembly.GetTypes().Where(type => type.Namespace == typeof(SqlExpression).Namespace && !type.IsNested).ToList();
        var kinds = types.Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(SqlExpression)) && !Elsewhere.Contains(type));
        return [.. kinds, .. types.Where(type => type.IsEnum).SelectMany(type => Enum.GetValues(type).Cast<object>())];
    }

    public static void Collect(object? found, HashSet<object> into)
    {
        switch (found)
        {
            case SqlExpression or SqlPart:
                into.Add(found.GetType());
                foreach (var property in found.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
                    Collect(property.GetValue(found), into);
                break;
            case Enum value:
                into.Add(value);
                break;
            case ITuple tuple:
                for (var place = 0; place < tuple.Length; place++)
                    Collect(tuple[place], into);
                break;
            case ImmutableArray<SqlExpression> { IsDefault: true }:
                break;
            case IEnumerable items and not string:
                foreach (var item in items)
                    Collect(item, into);
                break;
        }
    }
}
