namespace Kali.Data.Quality;

/// <summary>The words of tiers in tables, files and addresses.</summary>
public static class FindingTiers
{
    public static string Code(FindingTier tier) => tier is FindingTier.Confirmed ? "confirmed" : "worth-a-look";

    public static FindingTier Parse(string code) => code == Code(FindingTier.Confirmed) ? FindingTier.Confirmed : FindingTier.WorthALook;
}
