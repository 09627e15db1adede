using System.Globalization;
using System.Text;
using Kali.Data;
using Kali.Data.Pipeline;
using Kali.Web.Security;
using Kali.Web.Shell;

namespace Kali.Web.Endpoints;

/// <summary>The whole log of a run as text.</summary>
public static class RunLogEndpoints
{
    public static void MapRunLog(this IEndpointRouteBuilder app) => app.MapGet("/api/runs/{id}/log", LogAsync).RequireAuthorization();

    private static async Task<IResult> LogAsync(string id, Runs runs, HttpContext context)
    {
        if (!RunId.TryParse(id, out var run))
            return Results.NotFound();
        try
        {
            var lines = await runs.LogAsync(run, 0, context.Actor(), context.RequestAborted);
            var text = new StringBuilder();
            foreach (var line in lines)
                text.Append(CultureInfo.InvariantCulture, $"{line.At:u}  {line.Step}  {line.Says.Words()}\n");
            return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/plain; charset=utf-8", $"run_{run}.txt");
        }
        catch (KaliException e) when (e is NotFoundException or NotAllowedException)
        {
            return Results.Problem(e.Words(), statusCode: e is NotFoundException ? StatusCodes.Status404NotFound : StatusCodes.Status403Forbidden);
        }
    }
}
