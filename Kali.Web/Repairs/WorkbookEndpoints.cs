using System.Globalization;
using System.Net.Mime;
using Kali.Data;
using Kali.Data.Pipeline;
using Kali.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Kali.Web.Repairs;

/// <summary>The workbook with its failing cells marked goes out here, and comes back here.</summary>
public static class WorkbookEndpoints
{
    private const long MostBytes = 200_000_000;

    public static void MapWorkbooks(this IEndpointRouteBuilder app)
    {
        app.MapGet("/repairs/{catalog}/{dataset}/workbook/of/{load:long}", SendAsync).RequireAuthorization();
        app.MapPost("/repairs/{catalog}/{dataset}/workbook", TakeAsync).RequireAuthorization()
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = MostBytes });
    }

    private static async Task SendAsync(HttpContext context, RepairWorkbooks workbooks, string catalog, string dataset, long load)
    {
        try
        {
            var made = await workbooks.MakeAsync(Named(catalog, dataset), load, CultureInfo.CurrentUICulture, context.Actor(), context.RequestAborted);
            await using var content = made.Content;
            var disposition = new ContentDispositionHeaderValue(DispositionTypeNames.Attachment);
            disposition.SetHttpFileName(made.FileName);
            context.Response.ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            context.Response.ContentLength = content.Length;
            context.Response.Headers.ContentDisposition = disposition.ToString();
            context.Response.Headers.CacheControl = "no-store";
            await content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (KaliException fault) when (!context.Response.HasStarted)
        {
            await SayAsync(context, fault);
        }
    }

    private static async Task TakeAsync(HttpContext context, RepairWorkbooks workbooks, string catalog, string dataset, IFormFile file)
    {
        try
        {
            var name = Named(catalog, dataset);
            await using var content = file.OpenReadStream();
            var taken = await workbooks.TakeAsync(name, content, Path.GetFileName(file.FileName), context.Actor(), context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = $"{context.Request.PathBase}/{RepairAddress.OfWorkbook(name, taken.Id)}";
        }
        catch (KaliException fault) when (!context.Response.HasStarted)
        {
            await SayAsync(context, fault);
        }
    }

    private static DatasetName Named(string catalog, string dataset) =>
        DatasetName.TryParse($"{catalog}.{dataset}", out var name) ? name : throw new NotFoundException("There is no dataset at this address.");

    private static Task SayAsync(HttpContext context, KaliException fault)
    {
        context.Response.Clear();
        context.Response.StatusCode = fault is NotAllowedException ? StatusCodes.Status403Forbidden : fault is NotFoundException ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(fault.Message, context.RequestAborted);
    }
}
