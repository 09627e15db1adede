using System.Globalization;
using Kali.Data;

namespace Kali.Web.Repairs;

/// <summary>Where repairs are, relative to the application. Values of the data never stand in an address.</summary>
public static class RepairAddress
{
    public static string Of(DatasetName dataset) => $"repairs/{dataset.Catalog}/{dataset.Name}";

    public static string OfRule(DatasetName dataset, Guid rule) => $"{Of(dataset)}?rule={rule}";

    public static string OfFinding(DatasetName dataset, string finding) => $"{Of(dataset)}?finding={Uri.EscapeDataString(finding)}";

    public static string OfProposal(DatasetName dataset, long repair) => string.Create(CultureInfo.InvariantCulture, $"{Of(dataset)}/proposals/{repair}");

    public static string OfWorkbook(DatasetName dataset, Guid workbook) => $"{Of(dataset)}/workbook/{workbook}";

    /// <summary>Where the workbook of a load is downloaded.</summary>
    public static string OfDownload(DatasetName dataset, long load) => string.Create(CultureInfo.InvariantCulture, $"repairs/{dataset.Catalog}/{dataset.Name}/workbook/of/{load}");

    /// <summary>Where a workbook is sent back to.</summary>
    public static string OfReturn(DatasetName dataset) => $"repairs/{dataset.Catalog}/{dataset.Name}/workbook";
}
