using System.Globalization;
using Kali.Data.Uploads;
using Kali.Web.Security;

namespace Kali.Web.Endpoints;

/// <summary>The tus 1.0 server: core, creation, creation with upload, expiration, termination, checksum.</summary>
public static class UploadEndpoints
{
    public const string Path = "/api/uploads";

    public static IEndpointConventionBuilder MapUploads(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup(Path).RequireAuthorization();
        string[] methods = [HttpMethods.Options, HttpMethods.Post, HttpMethods.Head, HttpMethods.Patch, HttpMethods.Delete];
        group.MapMethods("", methods, (HttpContext context, UploadSessions uploads) => ServeAsync(context, uploads, null));
        group.MapMethods("/{id}", methods, (HttpContext context, UploadSessions uploads, string id) => ServeAsync(context, uploads, id));
        return group;
    }

    private static Task ServeAsync(HttpContext context, UploadSessions uploads, string? id)
    {
        var headers = context.Response.Headers;
        headers[TusHeaders.TusResumable] = TusHeaders.Version;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        var method = TusRequest.Method(context.Request);
        if (method is null)
            return TusAnswer.PlainAsync(context, StatusCodes.Status405MethodNotAllowed);
        if (HttpMethods.IsOptions(method))
            return OptionsAsync(context, uploads);
        if (!TusRequest.SpeaksThisVersion(context.Request))
        {
            headers[TusHeaders.TusVersion] = TusHeaders.Version;
            return TusAnswer.FaultAsync(context, StatusCodes.Status412PreconditionFailed, "version", "This server speaks tus 1.0.0.");
        }
        if (id is null)
        {
            return HttpMethods.IsPost(method)
                ? CreateAsync(context, uploads)
                : TusAnswer.FaultAsync(context, StatusCodes.Status405MethodNotAllowed, "method", "An upload is created by POST.");
        }
        if (!UploadId.TryParse(id, out var upload))
            return NotThereAsync(context);
        return method switch
        {
            _ when HttpMethods.IsHead(method) => HeadAsync(context, uploads, upload),
            _ when HttpMethods.IsPatch(method) => PatchAsync(context, uploads, upload),
            _ when HttpMethods.IsDelete(method) => DeleteAsync(context, uploads, upload),
            _ => TusAnswer.FaultAsync(context, StatusCodes.Status405MethodNotAllowed, "method", "An upload takes HEAD, PATCH and DELETE."),
        };
    }

    private static Task OptionsAsync(HttpContext context, UploadSessions uploads)
    {
        var headers = context.Response.Headers;
        headers[TusHeaders.TusVersion] = TusHeaders.Version;
        headers[TusHeaders.TusExtension] = TusHeaders.Extensions;
        headers[TusHeaders.TusMaxSize] = uploads.MaxBytes.ToString(CultureInfo.InvariantCulture);
        headers[TusHeaders.TusChecksumAlgorithm] = string.Join(',', UploadChecksum.Algorithms);
        return TusAnswer.PlainAsync(context, StatusCodes.Status204NoContent);
    }

    private static async Task CreateAsync(HttpContext context, UploadSessions uploads)
    {
        var request = context.Request;
        if (request.Headers.ContainsKey(TusHeaders.UploadDeferLength) || TusRequest.Number(request, TusHeaders.UploadLength) is not { } length)
        {
            await TusAnswer.FaultAsync(context, StatusCodes.Status400BadRequest, "length", "The file's size is missing: Upload-Length is a whole number of bytes, and it is not deferred here.");
            return;
        }
        if (!UploadMetadata.TryParse(request.Headers[TusHeaders.UploadMetadata], out var metadata))
        {
            await TusAnswer.FaultAsync(context, StatusCodes.Status400BadRequest, "metadata", "Upload-Metadata is a list of keys with values in base64, at most 8 kB.");
            return;
        }
        var hasBytes = TusRequest.HasBytes(request);
        if (hasBytes && !TusRequest.HasRightContentType(request))
        {
            await WrongContentTypeAsync(context);
            return;
        }
        if (!TusRequest.TryReadBody(request, out var body))
        {
            await UnknownChecksumAsync(context);
            return;
        }
        var wanted = new NewUpload(NameOf(metadata), length, metadata);
        switch (await uploads.CreateAsync(wanted, context.Actor(), context.RequestAborted))
        {
            case CreateOutcome.TooLarge tooLarge:
                await TusAnswer.FaultAsync(context, StatusCodes.Status413PayloadTooLarge, "too-large", tooLarge.Message);
                break;
            case CreateOutcome.NoRoom noRoom:
                await TusAnswer.FaultAsync(context, StatusCodes.Status507InsufficientStorage, "no-room", noRoom.Message);
                break;
            case CreateOutcome.Created created:
                context.Response.Headers.Location = $"{request.PathBase}{Path}/{created.Upload.Id}";
                TusAnswer.Expires(context, created.Upload);
                if (hasBytes || length == 0)
                    await UploadBytes.TakeAsync(context, uploads, created.Upload.Id, 0, body, StatusCodes.Status201Created);
                else
                    await TusAnswer.PlainAsync(context, StatusCodes.Status201Created);
                break;
        }
    }

    private static async Task HeadAsync(HttpContext context, UploadSessions uploads, UploadId id)
    {
        switch (await uploads.LookUpAsync(id, context.Actor(), context.RequestAborted))
        {
            case UploadLookup.Found { Upload: var upload }:
                TusAnswer.Offset(context, upload.Received);
                TusAnswer.Expires(context, upload);
                context.Response.Headers[TusHeaders.UploadLength] = upload.Length.ToString(CultureInfo.InvariantCulture);
                if (upload.Metadata.Header.Length > 0)
                    context.Response.Headers[TusHeaders.UploadMetadata] = upload.Metadata.Header;
                await TusAnswer.PlainAsync(context, StatusCodes.Status200OK);
                break;
            case UploadLookup.Gone:
                await TusAnswer.PlainAsync(context, StatusCodes.Status410Gone);
                break;
            case UploadLookup.Busy:
                await TusAnswer.PlainAsync(context, StatusCodes.Status423Locked);
                break;
            default:
                await TusAnswer.PlainAsync(context, StatusCodes.Status404NotFound);
                break;
        }
    }

    private static Task PatchAsync(HttpContext context, UploadSessions uploads, UploadId id)
    {
        if (!TusRequest.HasRightContentType(context.Request))
            return WrongContentTypeAsync(context);
        if (TusRequest.Number(context.Request, TusHeaders.UploadOffset) is not { } offset)
            return TusAnswer.FaultAsync(context, StatusCodes.Status400BadRequest, "offset", "Upload-Offset is a whole number of bytes.");
        return TusRequest.TryReadBody(context.Request, out var body)
            ? UploadBytes.TakeAsync(context, uploads, id, offset, body, StatusCodes.Status204NoContent)
            : UnknownChecksumAsync(context);
    }

    private static async Task DeleteAsync(HttpContext context, UploadSessions uploads, UploadId id)
    {
        if (await uploads.EndAsync(id, context.Actor(), context.RequestAborted))
            await TusAnswer.PlainAsync(context, StatusCodes.Status204NoContent);
        else
            await NotThereAsync(context);
    }

    private static string NameOf(UploadMetadata metadata) =>
        metadata.Text("filename") is { Length: > 0 } name ? name[..Math.Min(name.Length, 512)] : metadata.Text("name") is { Length: > 0 } other ? other[..Math.Min(other.Length, 512)] : "file";

    private static Task NotThereAsync(HttpContext context) =>
        TusAnswer.FaultAsync(context, StatusCodes.Status404NotFound, "not-there", "This upload is not there.");

    private static Task WrongContentTypeAsync(HttpContext context) =>
        TusAnswer.FaultAsync(context, StatusCodes.Status415UnsupportedMediaType, "content-type", $"Bytes of an upload are sent as {TusHeaders.ContentType}.");

    private static Task UnknownChecksumAsync(HttpContext context) =>
        TusAnswer.FaultAsync(
            context, StatusCodes.Status400BadRequest, "checksum-algorithm", $"Upload-Checksum is one of {string.Join(", ", UploadChecksum.Algorithms)} and a digest in base64.");
}
