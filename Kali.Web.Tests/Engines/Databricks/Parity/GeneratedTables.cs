using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Ingest;

namespace Kali.Web.Tests.Engines.Databricks.Parity;

/// <summary>Twenty tables with what engines like to read, keep, sort, round or print differently. Made by rules, not by chance.</summary>
internal static class GeneratedTables
{
    /// <summary>Enough that every value stands once; too few for detectors, which look at some of the tables only, because they ask most.</summary>
    private const int Rows = 12;
    private const int RowsToDetectIn = 24;

    private static readonly string[] Missing = ["", " ", "NULL", "n/a", "-", "#N/A", "none", "\t", "\u00A0", "?"];

    public static IEnumerable<GeneratedTable> All =>
    [
        Table("missing_values", ["id", "note", "amount", "day"], i => [Id(i), Missing[i % 10], i % 3 == 0 ? Missing[i % 10] : Text(i), i % 4 == 0 ? null : $"2026-11-{i % 28 + 1:00}"]),
        Table("whole_numbers", ["id", "wide", "zeros"], i => [Id(i), Cycle(i, "9223372036854775807", "-9223372036854775808", "0", "-1", "9223372036854775808", "12.0", "1e3", "0x1F"), $"{i:0000}"]) with
        {
            ReadAs = As(1, DataType.Long, new ValueFormat.Number()),
        },
        Table("decimals", ["id", "wide", "deep", "both"], i =>
        [
            Id(i), Cycle(i, "99999999999999999999999999999999999999", "-99999999999999999999999999999999999999", "0", "1"),
            Cycle(i, "0.12345678901234567890123456789012345678", "-0.00000000000000000000000000000000000001", "0.1", "-0.0"), Cycle(i, "12345678901234567890.123456789012345678", "1.5", "-2.25", "1.0000000000000000001"),
        ], RowsToDetectIn) with
        {
            ReadAs = As(1, DataType.DecimalOf(38, 0), new ValueFormat.Number()).AddRange(As(2, DataType.DecimalOf(38, 38), new ValueFormat.Number())).AddRange(As(3, DataType.DecimalOf(38, 18), new ValueFormat.Number())),
        },
        Table("doubles", ["id", "x", "y"], i => [Id(i), Cycle(i, "NaN", "Infinity", "-Infinity", "-0.0", "0", "1e308", "1.7976931348623157e308", "5e-324", "0.1", "123456789012345.6", "1e-7"), $"{i / 8.0}".Replace(',', '.')], RowsToDetectIn) with
        {
            ReadAs = As(1, DataType.Double, new ValueFormat.Number()).AddRange(As(2, DataType.Double, new ValueFormat.Number())),
        },
        Table("truths", ["id", "is_open", "ja_nein"], i => [Id(i), Cycle(i, "true", "false", "TRUE", "yes", ""), Cycle(i, "ja", "nein", "JA", "vielleicht")]) with
        {
            ReadAs = As(1, DataType.Boolean, new ValueFormat.Boolean("true", "false")).AddRange(As(2, DataType.Boolean, new ValueFormat.Boolean("ja", "nein"))),
        },
        Table("extreme_dates", ["id", "day"], i => [Id(i), Cycle(i, "0001-01-01", "9999-12-31", "1582-10-04", "1582-10-10", "1582-10-15", "1900-02-29", "2000-02-29", "1970-01-01", "1969-12-31", "2026-02-30", "0000-01-01")]) with
        {
            ReadAs = As(1, DataType.Date, new ValueFormat.Date("yyyy-MM-dd")),
        },
        Table("german_dates", ["id", "tag", "monat"], i => [Id(i), $"{i % 28 + 1:00}.{i % 12 + 1:00}.{2000 + i}", Cycle(i, "3. März 2024", "29. Februar 2023", "31. Dezember 1999", "1. mai 2026")]) with
        {
            ReadAs = As(1, DataType.Date, new ValueFormat.Date("dd.MM.yyyy")).AddRange(As(2, DataType.Date, new ValueFormat.Date("d. MMMM yyyy"))),
        },
        Table("instants", ["id", "with_offset", "in_berlin", "in_new_york"], i =>
        [
            Id(i), Cycle(i, "2026-11-23T09:00:00Z", "2026-11-23T09:00:00+02:00", "1969-12-31T23:59:59.999999Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2026-11-23T09:00:00.123456-05:30"),
            Cycle(i, "2026-03-29 02:30:00", "2026-10-25 02:30:00", "2026-07-01 12:00:00", "1900-01-01 00:00:00", "2026-13-01 00:00:00"), Cycle(i, "2026-03-08 02:30:00", "2026-11-01 01:30:00", "1883-11-18 12:00:00"),
        ]) with
        {
            ReadAs = As(1, DataType.Timestamp, new ValueFormat.Timestamp("yyyy-MM-ddTHH:mm:ss.f", null))
                .AddRange(As(2, DataType.Timestamp, new ValueFormat.Timestamp("yyyy-MM-dd HH:mm:ss", "Europe/Berlin"))).AddRange(As(3, DataType.Timestamp, new ValueFormat.Timestamp("yyyy-MM-dd HH:mm:ss", "America/New_York"))),
        },
        Table("surrogates", ["id", "pictured", "𝒽eader"], i => [Id(i), Cycle(i, "😀", "a😀b", "👨‍👩‍👧", "🇩🇪", "𝔘𝔫𝔦", "x"), $"{char.ConvertFromUtf32(0x1F600 + i)}{i}"], RowsToDetectIn),
        Table("combining", ["id", "marks", "cases"], i => [Id(i), Cycle(i, "e\u0301", "\u00E9", "A\u030A", "\u212B", "\u0958", "n\u0303o", "\uFB01"), Cycle(i, "ß", "İ", "ı", "Σς", "ǆ", "STRASSE", "straße")], RowsToDetectIn),
        Table("directions", ["id", "rtl", "hidden"], i => [Id(i), Cycle(i, "שלום", "مرحبا", "abc\u202Edef"), Cycle(i, "a\u200Bb", "\uFEFFx", "soft\u00ADhyphen", "z\u0000z".Replace("\u0000", "\u0001"), "tab\tin")]),
        Table("quotes", ["id", "said", "c:\\path"], i => [Id(i), Cycle(i, "He said \"no\"", "it's", "a,b;c", "line\r\nbreak", "back\\slash", "%_like`", "{0} $1 :p1"), Cycle(i, "\\n", "'; DROP TABLE x; --", "`tick`", "${a}")]),
        Table("strange_names", ["select", "a b", "a b", "", "ünï", "1st", "_row", "col.umn"], i => [Id(i), Text(i), Text(i + 1), Text(i + 2), Text(i % 3), $"{i}", $"{i}", Text(i % 2)]),
        Table("repeated_rows", ["id", "city", "n"], i => [Id(i / 3), Cycle(i / 3, "Köln", "Basel", "Wien"), $"{i / 3}"]),
        Table("one_column", ["only"], i => [Text(i % 7)]),
        Table("nothing_there", ["id", "empty", "blank"], i => [Id(i), null, ""]),
        Table("long_texts", ["id", "long"], i => [Id(i), new string((char)('a' + i % 26), 500 + 40 * i) + (i % 2 == 0 ? " ende" : "")]),
        Table("american", ["id", "price", "when", "at"], i => [Id(i), string.Create(CultureInfo.InvariantCulture, $"{i * 1234.5:#,##0.00}"), $"{i % 12 + 1}/{i % 28 + 1}/2026", $"{i % 12 + 1}/{i % 28 + 1}/2026 {i % 12 + 1}:0{i % 10} {(i % 2 == 0 ? "AM" : "PM")}"]) with
        {
            ReadAs = As(1, DataType.DecimalOf(18, 2), new ValueFormat.Number('.', ',')).AddRange(As(2, DataType.Date, new ValueFormat.Date("M/d/yyyy")))
                .AddRange(As(3, DataType.Timestamp, new ValueFormat.Timestamp("M/d/yyyy h:mm tt", "UTC"))),
        },
        Suspicious,
        new("two_hundred_columns", [.. Enumerable.Range(1, 200).Select(column => $"c{column}")], Enumerable.Range(0, 3).Select(row => Enumerable.Range(1, 200).Select(column => column % 50 == 0 ? null : $"{row * column}").ToArray())),
    ];

    /// <summary>What detectors look for: a spelling, a repeated row, a sum that does not add up, a code that decides a name, a value far off.</summary>
    private static GeneratedTable Suspicious => new("suspicious", ["id", "code", "city", "net", "tax", "gross", "mail"], Enumerable.Range(0, 160).Select(i =>
    {
        var city = i == 50 ? "Hambrug" : i == 51 ? "hamburg " : Cycle(i, "Hamburg", "München", "Dresden", "Leipzig");
        var (net, tax) = (100 + i * 3, 19 + i % 5);
        return new[] { $"K-{i:0000}", $"{"HMDL"[i % 4]}{i % 4}", city, $"{net}", $"{tax}", $"{(i == 70 ? 9 * net : net + tax)}", i == 90 ? "nobody at example" : $"p{i}@example.com" };
    }));

    private static GeneratedTable Table(string name, string[] header, Func<int, string?[]> row, int rows = Rows) => new(name, header, Enumerable.Range(0, rows).Select(row));

    private static ImmutableDictionary<int, (DataType, ValueFormat)> As(int column, DataType type, ValueFormat format) => ImmutableDictionary<int, (DataType, ValueFormat)>.Empty.Add(column, (type, format));

    private static string Id(int i) => $"A-{i:000}";

    private static string Text(int i) => $"text {i}";

    private static string Cycle(int i, params ReadOnlySpan<string> values) => values[i % values.Length];
}
