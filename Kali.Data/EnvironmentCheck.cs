using Kali.Data.Lake;

namespace Kali.Data;

/// <summary>What settings of several sections say together.</summary>
internal sealed class EnvironmentCheck(KaliOptions kali, LakeOptions lake) : ICheckedOptions
{
    public const string Section = $"{KaliOptions.Section}:{nameof(KaliOptions.Environment)}";

    public IEnumerable<string> Problems()
    {
        if (kali is { IsProduction: true, Engine: KaliOptions.Databricks } && !lake.IsInAzure)
            yield return $"{LakeOptions.Section}:Account is missing: in production on Databricks uploads lie in a storage account, not on a machine that may go away. Set it and {LakeOptions.Section}:Container.";
    }
}
