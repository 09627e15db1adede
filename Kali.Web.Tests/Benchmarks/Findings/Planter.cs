using System.Globalization;

namespace Kali.Web.Tests.Benchmarks.Findings;

/// <summary>Plants defects into a copy of clean rows and remembers each. A cell is spoilt once; a defect that changes nothing is not planted.</summary>
public sealed class Planter
{
    private readonly Random _random;
    private readonly string[] _header;
    private readonly List<string[]> _clean;
    private readonly List<string[]> _rows;
    private readonly Dictionary<(int Row, string Column), string> _planted = [];
    private readonly List<(int At, string[] Row, string Kind, string? Spoilt)> _repeated = [];

    public Planter(string[] header, List<string[]> clean, int seed)
    {
        (_header, _clean, _random) = (header, clean, new Random(seed));
        _rows = [.. clean.Select(row => (string[])row.Clone())];
    }

    private int At(string column) => Array.IndexOf(_header, column) is >= 0 and var at ? at : throw new ArgumentException($"There is no column {column}.");

    public Planter Change(string kind, double rate, string column, Func<Random, string, string> change)
    {
        foreach (var row in Some(rate))
            Put(kind, row, column, change(_random, _rows[row][At(column)]));
        return this;
    }

    /// <summary>One letter replaced, left out, doubled or exchanged with the next.</summary>
    public Planter Typos(double rate, params string[] columns)
    {
        foreach (var column in columns)
            Change("typo", rate, column, Typo);
        return this;
    }

    /// <summary>Another value that the column has elsewhere.</summary>
    public Planter Breaks(double rate, params string[] columns)
    {
        foreach (var column in columns)
            Change("broken", rate, column, (random, value) => Other(random, column, value));
        return this;
    }

    public Planter Blanks(double rate, params string[] columns)
    {
        foreach (var column in columns)
            Change("missing", rate, column, (_, _) => "");
        return this;
    }

    public Planter Placeholders(double rate, string word, params string[] columns)
    {
        foreach (var column in columns)
            Change("placeholder", rate, column, (_, _) => word);
        return this;
    }

    public Planter Times(string kind, double rate, double factor, int digits, params string[] columns)
    {
        foreach (var column in columns)
            Change(kind, rate, column, (_, value) => double.TryParse(value, CultureInfo.InvariantCulture, out var number) && number != 0 ? (number * factor).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value);
        return this;
    }

    public Planter Dates(string kind, double rate, string column, string from, string to) => Change(kind, rate, column, (_, value) =>
        DateTime.TryParseExact(value, from, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date.ToString(to, CultureInfo.InvariantCulture) : value);

    public Planter Years(double rate, string column, string format, int years) => Change("date outlier", rate, column, (_, value) =>
        DateTime.TryParseExact(value, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date.AddYears(years).ToString(format, CultureInfo.InvariantCulture) : value);

    public Planter Swaps(double rate, string one, string other)
    {
        foreach (var row in Some(rate))
        {
            var (a, b) = (_rows[row][At(one)], _rows[row][At(other)]);
            if (a == b || a.Length == 0 || b.Length == 0 || _planted.ContainsKey((row, one)) || _planted.ContainsKey((row, other)))
                continue;
            Put("swap", row, one, b);
            Put("swap", row, other, a);
        }
        return this;
    }

    /// <summary>Several cells of a row changed as one.</summary>
    public Planter Together(string kind, double rate, string[] columns, Func<Random, string[], string[]> change)
    {
        foreach (var row in Some(rate))
        {
            if (columns.Any(column => _planted.ContainsKey((row, column))))
                continue;
            foreach (var (column, value) in columns.Zip(change(_random, [.. columns.Select(column => _rows[row][At(column)])])))
                Put(kind, row, column, value);
        }
        return this;
    }

    /// <summary>From that column on, every value moves one column to the right; the last falls off, the first of them is empty.</summary>
    public Planter Shifts(double rate, string from)
    {
        foreach (var row in Some(rate))
        {
            if (_header.Any(column => _planted.ContainsKey((row, column))))
                continue;
            var before = (string[])_rows[row].Clone();
            for (var i = At(from); i < _header.Length; i++)
                Put("shift", row, _header[i], i == At(from) ? "" : before[i - 1]);
        }
        return this;
    }

    public Planter Repeats(double rate)
    {
        foreach (var row in Some(rate).Where(row => !_header.Any(column => _planted.ContainsKey((row, column)))))
            _repeated.Add((_random.Next(row + 1, _rows.Count + 1), (string[])_rows[row].Clone(), "duplicate", null));
        return this;
    }

    /// <summary>The row again with a new key and a letter off in some texts.</summary>
    public Planter NearRepeats(double rate, string key, Func<Random, string> newKey, params string[] spoilt)
    {
        foreach (var row in Some(rate).Where(row => !_header.Any(column => _planted.ContainsKey((row, column)))))
        {
            var copy = (string[])_rows[row].Clone();
            copy[At(key)] = newKey(_random);
            var column = spoilt[_random.Next(spoilt.Length)];
            copy[At(column)] = Typo(_random, copy[At(column)]);
            _repeated.Add((_random.Next(row + 1, _rows.Count + 1), copy, "near duplicate", column));
        }
        return this;
    }

    public MadeTable Done(string name)
    {
        var truth = new Dictionary<(int, string), string>();
        var dirty = new List<string[]>();
        var repeated = _repeated.OrderBy(copy => copy.At).ToList();
        var next = 0;
        for (var row = 0; row <= _rows.Count; row++)
        {
            while (next < repeated.Count && repeated[next].At == row)
            {
                truth[(dirty.Count, "")] = repeated[next].Kind;
                if (repeated[next].Spoilt is { } spoilt)
                    truth[(dirty.Count, spoilt)] = "typo in a near duplicate";
                dirty.Add(repeated[next++].Row);
            }
            if (row == _rows.Count)
                break;
            foreach (var column in _header)
            {
                if (_planted.TryGetValue((row, column), out var kind))
                    truth[(dirty.Count, column)] = kind;
            }
            dirty.Add(_rows[row]);
        }
        return new MadeTable(name, _header, _clean, dirty, [.. truth.Keys], truth);
    }

    private void Put(string kind, int row, string column, string value)
    {
        if (value == _rows[row][At(column)] || !_planted.TryAdd((row, column), kind))
            return;
        _rows[row][At(column)] = value;
    }

    private IEnumerable<int> Some(double rate)
    {
        var wanted = (int)Math.Round(rate * _rows.Count);
        var rows = new SortedSet<int>();
        while (rows.Count < wanted)
            rows.Add(_random.Next(_rows.Count));
        return [.. rows];
    }

    private string Other(Random random, string column, string value)
    {
        for (var tries = 0; tries < 50; tries++)
        {
            var other = _clean[random.Next(_clean.Count)][At(column)];
            if (other != value && other.Length > 0)
                return other;
        }
        return value;
    }

    public static string Typo(Random random, string text)
    {
        if (text.Length < 3)
            return text;
        const string Letters = "abcdefghijklmnopqrstuvwxyz";
        var at = random.Next(1, text.Length - 1);
        var letter = Letters[random.Next(Letters.Length)];
        return random.Next(4) switch
        {
            0 => text[..at] + letter + text[(at + 1)..],
            1 => text[..at] + text[(at + 1)..],
            2 => text[..at] + letter + text[at..],
            _ => text[..at] + text[at + 1] + text[at] + text[(at + 2)..],
        };
    }
}
