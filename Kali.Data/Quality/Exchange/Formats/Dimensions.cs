namespace Kali.Data.Quality.Exchange;

/// <summary>The dimensions of quality as files call them.</summary>
internal static class Dimensions
{
    public static QualityDimension? Read(string? word) => word?.Trim().ToLowerInvariant() switch
    {
        "accuracy" or "ac" => QualityDimension.Accuracy,
        "completeness" or "cp" or "coverage" or "cv" => QualityDimension.Completeness,
        "conformity" or "cf" or "validity" => QualityDimension.Validity,
        "consistency" or "cs" => QualityDimension.Consistency,
        "timeliness" or "tm" => QualityDimension.Timeliness,
        "uniqueness" or "uq" => QualityDimension.Uniqueness,
        _ => null,
    };

    public static string Write(QualityDimension dimension) => dimension switch
    {
        QualityDimension.Accuracy => "accuracy",
        QualityDimension.Completeness => "completeness",
        QualityDimension.Consistency => "consistency",
        QualityDimension.Timeliness => "timeliness",
        QualityDimension.Uniqueness => "uniqueness",
        _ => "conformity",
    };
}
