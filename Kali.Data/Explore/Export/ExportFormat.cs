namespace Kali.Data.Explore.Export;

/// <summary>What a download is written as.</summary>
public enum ExportFormat
{
    /// <summary>RFC 4180: commas, UTF-8, CRLF, decimal points.</summary>
    Csv,

    /// <summary>What a German Excel opens with a double click: semicolons, a byte order mark, decimal commas.</summary>
    CsvForGermanExcel,

    Xlsx,

    Parquet,
}

public static class ExportFormats
{
    public static string ContentType(this ExportFormat format) => format switch
    {
        ExportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ExportFormat.Parquet => "application/vnd.apache.parquet",
        _ => "text/csv; charset=utf-8",
    };

    public static string Extension(this ExportFormat format) => format switch
    {
        ExportFormat.Xlsx => ".xlsx",
        ExportFormat.Parquet => ".parquet",
        _ => ".csv",
    };

    /// <summary>Writes all rows; returns their number.</summary>
    public static Task<long> WriteAsync(this ExportFormat format, ResultSetView rows, Stream target, CancellationToken ct) => format switch
    {
        ExportFormat.Csv => new CsvExport(CsvFlavour.Standard).WriteAsync(rows, target, ct),
        ExportFormat.CsvForGermanExcel => new CsvExport(CsvFlavour.GermanExcel).WriteAsync(rows, target, ct),
        ExportFormat.Xlsx => XlsxExport.WriteAsync(rows, target, ct),
        ExportFormat.Parquet => ParquetExport.WriteAsync(rows, target, ct),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
