namespace Kali.Web.Quality;

/// <summary>Steps of the sequential ramp for a heat map of losses.</summary>
public static class HeatStep
{
    /// <summary>1 for nothing lost to 6 for half of it and more; each step about doubles the loss, because small ones are what one looks for.</summary>
    public static int Of(double value) => (100 - value) switch
    {
        < 0.05 => 1,
        < 1 => 2,
        < 3 => 3,
        < 10 => 4,
        < 30 => 5,
        _ => 6,
    };
}
