using Kali.Web.Shell;
using Kali.Web.Widgets;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Home;

/// <summary>What Home says in its title.</summary>
public static class HomeSentences
{
    private static readonly string[] Titles = ["Nothing needs you", "One thing needs you", "Two things need you", "Three things need you", "Four things need you", "Five things need you"];

    public static string Title(IStringLocalizer texts, HomeView home) => texts[Titles[Math.Min(home.Needs.Length, Titles.Length - 1)]];

    public static string Lead(IStringLocalizer texts, HomeView home) => home.DatasetCount == 0
        ? texts["The first dataset is on its way."]
        : texts.Count(home.DatasetCount, "{1} of 1 dataset is ready to use.", "{1} of {0} datasets are ready to use.", Numbers.Count(home.ReadyCount));
}
