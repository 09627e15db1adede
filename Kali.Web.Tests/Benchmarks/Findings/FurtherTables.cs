namespace Kali.Web.Tests.Benchmarks.Findings;

/// <summary>Tables of other shapes, for what the detectors make of tables that nobody had in mind.</summary>
public static class FurtherTables
{
    public static IEnumerable<MadeTable> All(int seed) => [];
}
