using System.Text.Json;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Csv;
using Xunit;

namespace Kali.Web.Tests.Ingest.Csv;

/// <summary>Public collections of CSV files, scored as their authors do.</summary>
public sealed class CsvCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Detect_OnTheW3cFiles_IsRightOnNearlyAll()
    {
        var folder = SharedData.Find("csv-dialect");
        var (right, all, wrong) = (0, 0, new List<string>());
        foreach (var line in File.ReadLines(Path.Combine(folder, "W3C-CSVW-Dialect_annotations.txt")).Skip(1))
        {
            if (line.StartsWith('#') || line.Split('|') is not [var name, var encoding, var delimiter, var quote, ..] || name == "file_name")
                continue;
            var path = Path.Combine(folder, "W3C-CSVW", name);
            if (!File.Exists(path))
                continue;
            all++;
            var found = CsvText.Read(File.ReadAllBytes(path)).Detection;
            var isRight = found.Dialect.Delimiter == (delimiter switch { "comma" => ",", "tab" => "\t", "space" => " ", "semicolon" => ";", "pipe" => "|", _ => delimiter })
                && found.Dialect.Quote == (quote == "doublequote" ? '"' : '\'')
                && found.Encoding.WebName == (encoding == "utf8" ? "utf-8" : "windows-1252");
            if (isRight)
                right++;
            else
                wrong.Add($"{name}: {found.Encoding.WebName} {found.Dialect}");
        }
        output.WriteLine($"right on {right} of {all}\n{string.Join('\n', wrong)}");
        Assert.True(right >= all * 0.98, $"right on {right} of {all}");
    }

    [Fact]
    public void Read_OnTheFilesOfManyFormats_CountsRowsColumnsAndHeaders()
    {
        var folder = SharedData.Find("file-formats");
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "csv_expected.json")));
        var (right, all, wrong) = (0, 0, new List<string>());
        foreach (var file in expected.RootElement.EnumerateArray())
        {
            var path = Path.Combine(folder, file.GetProperty("path").GetString()!);
            if (!File.Exists(path))
                continue;
            all++;
            var read = CsvText.Read(File.ReadAllBytes(path));
            var (rows, columns) = (file.GetProperty("count").GetInt64(), file.GetProperty("num_columns").GetInt32());
            var headers = file.GetProperty("has_header").EnumerateArray().Select(h => h.ValueKind == JsonValueKind.Null ? -1 : h.GetInt32()).ToList();
            var delimiter = file.GetProperty("delimiter").GetString();
            var dialect = read.Detection.Dialect;
            var header = dialect.HeaderRows == 0 ? -1 : dialect.PreambleRows + dialect.HeaderRows - 1;
            var isRight = rows == read.Rows.Count + read.Rejected.Count && columns == read.Detection.ColumnCount && headers.Contains(header)
                && (columns == 1 || delimiter == dialect.Delimiter) && read.Detection.Encoding.WebName == file.GetProperty("encoding").GetString();
            if (isRight)
                right++;
            else
                wrong.Add($"{file}\n   rows {read.Rows.Count} rejected {read.Rejected.Count} columns {read.Detection.ColumnCount} header {header} {read.Detection.Encoding.WebName} {dialect}");
        }
        output.WriteLine($"right on {right} of {all}\n{string.Join('\n', wrong)}");
        Assert.True(right >= all - 3, $"right on {right} of {all}");
    }

    [Fact]
    public void Read_OnCsvSpectrum_GivesExactCells()
    {
        var folder = SharedData.Find("csv-spectrum");
        foreach (var path in Directory.GetFiles(Path.Combine(folder, "csvs")))
        {
            var read = CsvText.Read(File.ReadAllBytes(path));
            using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "json", Path.GetFileNameWithoutExtension(path) + ".json")));
            List<JsonElement> records = expected.RootElement.ValueKind == JsonValueKind.Array ? [.. expected.RootElement.EnumerateArray()] : [expected.RootElement];
            Assert.Empty(read.Rejected);
            Assert.Equal(records.Count, read.Rows.Count);
            for (var row = 0; row < records.Count; row++)
            {
                var properties = records[row].EnumerateObject().ToList();
                Assert.Equal(properties.Select(p => p.Name), read.Detection.Labels);
                for (var column = 0; column < properties.Count; column++)
                {
                    // The collection's own JSON has another phone number than its CSV.
                    if (properties[column].Name != "Contact Phone Number")
                        Assert.Equal(properties[column].Value.GetString(), read.Rows[row].Cells[column]);
                }
            }
        }
    }
}
