using MudBlazor;

namespace Kali.Web.Shell;

/// <summary>MudBlazor in Kali's colours, type and shape; the tokens of kali.css hold the same values for everything else.</summary>
public static class KaliTheme
{
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            TextPrimary = "#10222A",
            AppbarText = "#10222A",
            TextSecondary = "#43565D",
            DrawerText = "#43565D",
            DrawerIcon = "#43565D",
            ActionDefault = "#43565D",
            Secondary = "#43565D",
            Tertiary = "#43565D",
            Background = "#F4F7F7",
            DrawerBackground = "#F4F7F7",
            AppbarBackground = "#F4F7F7",
            Surface = "#FFFFFF",
            BackgroundGray = "#EBF0F1",
            Divider = "#D7E0E2",
            LinesDefault = "#D7E0E2",
            TableLines = "#E6ECED",
            DividerLight = "#E6ECED",
            LinesInputs = "#7B8D93",
            Primary = "#0B6377",
            Info = "#0B6377",
            PrimaryDarken = "#084D5D",
            PrimaryContrastText = "#FFFFFF",
            Error = "#A3123F",
            ErrorContrastText = "#FFFFFF",
            Warning = "#A25100",
            WarningContrastText = "#FFFFFF",
            Success = "#12704F",
            SuccessContrastText = "#FFFFFF",
            RippleOpacity = 0,
            HoverOpacity = .06,
        },
        PaletteDark = new PaletteDark
        {
            TextPrimary = "#E6EEF0",
            AppbarText = "#E6EEF0",
            TextSecondary = "#A9BAC0",
            DrawerText = "#A9BAC0",
            DrawerIcon = "#A9BAC0",
            ActionDefault = "#A9BAC0",
            Secondary = "#A9BAC0",
            Tertiary = "#A9BAC0",
            Background = "#0C1417",
            DrawerBackground = "#0C1417",
            AppbarBackground = "#0C1417",
            Surface = "#131D21",
            BackgroundGray = "#0F181B",
            Divider = "#283840",
            LinesDefault = "#283840",
            TableLines = "#1F2C32",
            DividerLight = "#1F2C32",
            LinesInputs = "#708790",
            Primary = "#5FC3D6",
            Info = "#5FC3D6",
            PrimaryDarken = "#86D5E4",
            PrimaryContrastText = "#06242B",
            Error = "#FF8CA6",
            ErrorContrastText = "#0C1417",
            Warning = "#FFB454",
            WarningContrastText = "#0C1417",
            Success = "#7FD6B0",
            SuccessContrastText = "#0C1417",
            RippleOpacity = 0,
            HoverOpacity = .06,
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = ["Atkinson Hyperlegible Next", "Segoe UI", "system-ui", "sans-serif"], FontSize = ".875rem" },
            H1 = new H1Typography { FontSize = "1.5rem", FontWeight = "650", LineHeight = "2rem" },
            H2 = new H2Typography { FontSize = "1rem", FontWeight = "650", LineHeight = "1.5rem" },
            H3 = new H3Typography { FontSize = ".875rem", FontWeight = "650", LineHeight = "1.25rem" },
            Subtitle1 = new Subtitle1Typography { FontSize = ".9375rem" },
            Body1 = new Body1Typography { FontSize = ".875rem" },
            Body2 = new Body2Typography { FontSize = ".8125rem" },
            Caption = new CaptionTypography { FontSize = ".75rem" },
            Button = new ButtonTypography { FontSize = ".875rem", FontWeight = "650", TextTransform = "none" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", AppbarHeight = "52px", DrawerWidthLeft = "216px", DrawerMiniWidthLeft = "64px" },
        Shadows = OneShadowForBothModes(),
    };

    private static Shadow OneShadowForBothModes()
    {
        var shadow = new Shadow();
        for (var i = 1; i < shadow.Elevation.Length; i++)
            shadow.Elevation[i] = i < 4 ? "var(--kali-e1)" : i < 16 ? "var(--kali-e2)" : "var(--kali-e3)";
        return shadow;
    }
}
