using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kali.Data.Ingest.Json;

/// <summary>
/// The columns of flattened records, in the order they first occur. Known ones are found again by their labels.
/// </summary>
internal sealed class JsonColumns
{
    private readonly List<string> _labels = [];
    private readonly HashSet<string> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byLabel = new(StringComparer.Ordinal);

    /// <param name="deepest">How many levels of objects are opened; deeper ones stay JSON text.</param>
    /// <param name="known">The columns found before; none to find them.</param>
    /// <param name="root">What their names begin with: the list whose entries are read; nothing for records themselves.</param>
    public JsonColumns(int deepest, IEnumerable<string>? known = null, string root = "")
    {
        Root = new Node(root, deepest);
        foreach (var label in known ?? [])
            _byLabel.TryAdd(label, Add(label));
    }

    public Node Root { get; }

    public IReadOnlyList<string> Labels => _labels;

    /// <summary>Columns in which lists stood.</summary>
    public IReadOnlyCollection<string> Lists => _lists;

    /// <summary>The column of that name; null when there is none.</summary>
    public int? Find(string label) => _byLabel.TryGetValue(label, out var column) ? column : null;

    public void MarkList(int column) => _lists.Add(_labels[column]);

    /// <summary>The column of that place; a new one when it was not met before.</summary>
    public int Of(Node node) => node.Column >= 0 ? node.Column : node.Column = Named(node.Label.Length == 0 ? "value" : node.Label);

    /// <summary>The column of the nth value of a name that occurs several times.</summary>
    public int Further(Node node, int n) => Named(string.Create(CultureInfo.InvariantCulture, $"{node.Label} ({n})"));

    private int Named(string label)
    {
        if (_byLabel.TryGetValue(label, out var column))
            return column;
        column = Add(label);
        _byLabel[label] = column;
        return column;
    }

    private int Add(string label)
    {
        _labels.Add(label);
        return _labels.Count - 1;
    }

    /// <summary>A place in the records: a name, or a number in a record that is a list.</summary>
    internal sealed class Node(string label, int levelsLeft)
    {
        private readonly List<(byte[] Name, Node Node)> _children = [];
        private readonly Dictionary<string, Node> _byName = new(StringComparer.Ordinal);
        private readonly List<Node> _places = [];

        public string Label => label;

        public bool MayOpen => levelsLeft > 0;

        public int Column { get; set; } = -1;

        /// <summary>Records mostly have their names in one order: the child after the last one is tried first.</summary>
        public Node Child(ref Utf8JsonReader reader, ref int place)
        {
            if (place < _children.Count && reader.ValueTextEquals(_children[place].Name))
                return _children[place++].Node;
            var name = reader.GetString()!;
            if (!_byName.TryGetValue(name, out var child))
            {
                child = new Node(label.Length == 0 ? name : $"{label}.{name}", levelsLeft - 1);
                _byName[name] = child;
                _children.Add((Encoding.UTF8.GetBytes(name), child));
            }
            place = _children.FindIndex(one => ReferenceEquals(one.Node, child)) + 1;
            return child;
        }

        /// <summary>A list's place has a column without a header; a lone value's is called "value".</summary>
        public Node At(int place)
        {
            while (_places.Count <= place)
                _places.Add(new Node((label.Length == 0 ? "" : label + ".") + (_places.Count == 0 ? "value" : string.Create(CultureInfo.InvariantCulture, $"value {_places.Count + 1}")), 0));
            return _places[place];
        }
    }
}
