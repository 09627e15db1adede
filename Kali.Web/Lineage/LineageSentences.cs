using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Lineage;
using Kali.Web.Shell;
using Kali.Web.Widgets;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Lineage;

/// <summary>What a lineage says in sentences.</summary>
public static class LineageSentences
{
    public static string Title(IStringLocalizer texts, LineageShown shown)
    {
        var name = shown.Root is { Layer: Layer.Quarantine } && DatasetName.TryFrom(shown.Root, out var dataset) ? texts["What is held back of {0}", dataset.Name].Value : shown.Root.Name;
        var uses = Uses(shown);
        return (shown.Files, uses) switch
        {
            (0, 0) => texts["Nothing is recorded around {0} yet", name],
            (0, _) => texts.Count(uses, "{1} goes into 1 table", "{1} goes into {0} tables", name),
            (_, 0) => texts.Count(shown.Files, "{1} comes from 1 file", "{1} comes from {0} files", name),
            _ => texts.Count(shown.Files, "{1} comes from 1 file and goes into {2}", "{1} comes from {0} files and goes into {2}", name, Tables(texts, uses)),
        };
    }

    public static string Node(IStringLocalizer texts, LineageShown shown, LineageNode node)
    {
        if (node.Table is null)
            return Lines(shown.Graph, node.Id) is { } lines ? texts.Count(lines, "1 row loaded", "{0} rows loaded") : texts["as received"];
        if (!node.MayRead)
            return texts["not readable with your role"];
        return shown.Tables.TryGetValue(node.Id, out var table)
            ? table.RowCount is { } rows ? texts.Count(rows, "version {1}, 1 row", "version {1}, {0} rows", table.Version) : texts["version {0}", table.Version]
            : texts["is there no more"];
    }

    public static GlyphShape? Shape(LineageNode node) => node.Table?.Layer switch
    {
        null => null,
        Layer.Raw => GlyphShape.Raw,
        Layer.Silver => GlyphShape.Silver,
        Layer.Quarantine => GlyphShape.Held,
        Layer.Gold => GlyphShape.Gold,
        _ => GlyphShape.Notes,
    };

    public static string Name(IStringLocalizer texts, LineageNode node) =>
        node.Table is { Layer: Layer.Quarantine or Layer.Repairs } table && DatasetName.TryFrom(table, out var dataset)
            ? table.Layer is Layer.Repairs ? texts["{0}, repairs", dataset.Name] : texts["{0}, held back", dataset.Name]
            : node.Label;

    public static string Lane(IStringLocalizer texts, int lane) => lane switch
    {
        0 => texts["Files"],
        1 => texts["Raw, as received"],
        2 => texts["Silver, typed and clean"],
        _ => texts["Gold and use"],
    };

    /// <summary>What was done on an edge, in the words of a step.</summary>
    public static string Done(IStringLocalizer texts, IEnumerable<string> what) => string.Join(", ", what.Select(word => word switch
    {
        "as-is" => texts["kept as it is"].Value,
        "trim" => texts["spaces removed"].Value,
        "nfc" => texts["characters composed"].Value,
        "missing" => texts["one spelling for missing"].Value,
        "type" => texts["typed"].Value,
        "standardise" => texts["standardised"].Value,
        _ => word,
    }));

    private static int Uses(LineageShown shown)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { shown.Root.ToString() };
        var open = new Queue<string>(reached);
        while (open.TryDequeue(out var id))
        {
            foreach (var edge in shown.Graph.Edges.Where(edge => edge.From == id && reached.Add(edge.To)))
                open.Enqueue(edge.To);
        }
        return reached.Count - 1;
    }

    private static string Tables(IStringLocalizer texts, int count) => texts.Count(count, "1 table", "{0} tables");

    private static long? Lines(LineageGraph graph, string file)
    {
        var edges = graph.Edges.Where(edge => edge.From == file).ToImmutableArray();
        return edges.IsEmpty || edges.Any(edge => edge.Rows is null) ? null : edges.Sum(edge => edge.Rows);
    }
}
