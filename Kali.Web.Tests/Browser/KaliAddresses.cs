using System.Reflection;
using Kali.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace Kali.Web.Tests.Browser;

/// <summary>Every page Kali has, as addresses that show something: found by their routes, so that a new page is looked at without being listed anywhere.</summary>
internal static class KaliAddresses
{
    /// <summary>Pages that are reached in another way than by going there signed in.</summary>
    private static readonly string[] Apart = ["/sign-in", "/error", "/not-found"];

    public static IReadOnlyList<(string Name, string Path)> Of(LoadedKali kali)
    {
        var dataset = $"/data/{kali.Orders.Catalog}/{kali.Orders.Name}";
        var filled = new Dictionary<string, (string, string)[]>
        {
            ["/upload/{Id}"] = [("upload-taken", $"/upload/{kali.Upload}"), ("upload-asking", $"/upload/{kali.Asking}"), ("upload-unlike", $"/upload/{kali.Unlike}")],
            ["/runs/{Id}"] = [("run", $"/runs/{kali.Run}"), ("run-checks", $"/runs/{kali.Run}?step=checks")],
            ["/runs/{Id}/rejects"] = [("run-rejects", $"/runs/{kali.Run}/rejects")],
            ["/data/{Catalog}/{Name}"] = [("dataset", dataset)],
            ["/data/{Catalog}/{Name}/{Tab}"] =
            [
                ("dataset-silver-marks", $"{dataset}/preview?layer=silver&marks=1"), ("dataset-held-back", $"{dataset}/preview?layer=quarantine"),
                ("dataset-profile", $"{dataset}/profile?layer=silver"), ("dataset-quality", $"{dataset}/quality"), ("dataset-lineage", $"{dataset}/lineage"),
                ("dataset-history", $"{dataset}/history"), ("dataset-files", $"{dataset}/files"), ("dataset-unknown", $"/data/{kali.Orders.Catalog}/nothing_like_it"),
            ],
            ["/rules/{Dataset}/{Id}"] = [("rule", $"/rules/{kali.Orders}/{kali.Rule}"), ("rule-new", $"/rules/{kali.Orders}/new")],
            ["/repairs/{Catalog}/{Name}"] = [("repair", $"/repairs/{kali.Orders.Catalog}/{kali.Orders.Name}"), ("repair-of-a-rule", $"/repairs/{kali.Orders.Catalog}/{kali.Orders.Name}?rule={kali.Rule}")],
            ["/repairs/{Catalog}/{Name}/proposals/{Id:long}"] = [("repair-proposal", $"/repairs/{kali.Orders.Catalog}/{kali.Orders.Name}/proposals/{kali.Repair}")],
            ["/repairs/{Catalog}/{Name}/workbook/{Id:guid}"] = [("repair-workbook", $"/repairs/{kali.Orders.Catalog}/{kali.Orders.Name}/workbook/{kali.Workbook}")],
            ["/rules/{Dataset}/bite"] = [("rules-bite", $"/rules/{kali.Orders}/bite"), ("rules-bite-untried", "/rules/nothing_like_it/bite")],
            ["/rules/{Dataset}/exchange"] = [("rules-exchange", $"/rules/{kali.Orders}/exchange?format=gx")],
            ["/lineage/{Catalog}/{Schema}/{Table}"] = [("lineage-of-table", $"/lineage/{kali.Orders.Catalog}/gold_layer/{kali.Orders.Name}")],
        };
        var routes = typeof(App).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template).Except(Apart).Order(StringComparer.Ordinal);
        return [.. routes.SelectMany(route => filled.TryGetValue(route, out var known) ? known : [Plain(route)]), ("not-found", "/there-is-no-such-page")];
    }

    private static (string, string) Plain(string route) => route.Contains('{', StringComparison.Ordinal)
        ? throw new InvalidOperationException($"The page {route} has parameters; say here what to fill in, so that it is looked at too.")
        : (route == "/" ? "home" : route[1..].Replace('/', '-'), route);
}
