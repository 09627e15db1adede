using System.Text;
using Kali.Data;
using Kali.Data.Quality.Exchange;
using Kali.Web.Security;

namespace Kali.Web.Endpoints;

/// <summary>The rules of a dataset as a file of another system.</summary>
public static class RuleExportEndpoints
{
    public static void MapRuleExport(this IEndpointRouteBuilder app) => app.MapGet("/api/rules/{dataset}/export/{code}", ExportAsync).RequireAuthorization();

    private static async Task<IResult> ExportAsync(string dataset, string code, RuleExchange exchange, HttpContext context)
    {
        if (!DatasetName.TryParse(dataset, out var name) || !ExchangeFormats.TryParse(code, out var format))
            return Results.NotFound();
        try
        {
            var export = await exchange.WriteAsync(name, format, context.Actor(), context.RequestAborted);
            return Results.File(Encoding.UTF8.GetBytes(export.Text), "text/plain; charset=utf-8", $"{name.Name}_{ExchangeFormats.Code(format)}{ExchangeFormats.Ending(format)}");
        }
        catch (KaliException e)
        {
            return Results.Problem(e.Message, statusCode: e switch
            {
                NotFoundException => StatusCodes.Status404NotFound,
                NotAllowedException => StatusCodes.Status403Forbidden,
                _ => StatusCodes.Status409Conflict,
            });
        }
    }
}
