using System.CommandLine;

namespace Kali.Web.Commands;

/// <summary>TABLE|FILE: a three-level name, the folder of any Delta table, or anything Kali ingests.</summary>
internal static class TargetArgument
{
    public static Argument<string> Create() => new("TABLE|FILE") { Description = "catalog.schema.table, the folder of a Delta table, or anything Kali ingests" };
}
