using Kali.Data.Lake;

namespace Kali.Data;

/// <summary>What settings of several sections say together.</summary>
internal sealed class EnvironmentCheck(KaliOptions kali, LakeOptions lake) : ICheckedOptions
{
    public const string Section = $"{KaliOptions.Section}:{nameof(KaliOptions.Environment)}";

    public IEnumerable<string> Problems()
    {
        if (kali.Engine == KaliOptions.Embedded && lake.IsInAzure)
            yield return $"{LakeOptions.Section} names a storage account and {KaliOptions.Section}:{nameof(KaliOptions.Engine)} is {KaliOptions.Embedded}: the embedded engine keeps its tables in a folder of this machine. Set {KaliOptions.Section}:{nameof(KaliOptions.Engine)} to {KaliOptions.Databricks}, or leave {LakeOptions.Section}:{(lake.Account is { Length: > 0 } ? nameof(LakeOptions.Account) : nameof(LakeOptions.ConnectionString))} and {nameof(LakeOptions.Container)} out.";
        if (kali is { IsProduction: true, Engine: KaliOptions.Databricks } && !lake.IsInAzure)
            yield return $"{LakeOptions.Section}:Account is missing: in production on Databricks uploads lie in a storage account, not on a machine that may go away. Set it and {LakeOptions.Section}:Container.";
    }
}
