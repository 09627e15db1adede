using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>Answers in the service's ways.</summary>
public static class Answers
{
    public static Task JsonAsync(HttpContext context, JsonNode body, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString());
    }

    /// <summary>200, and not a byte.</summary>
    public static Task NothingAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        return Task.CompletedTask;
    }

    /// <summary>The gate before the workspace: a number for a code.</summary>
    public static Task AuthAsync(HttpContext context, int status, string message)
    {
        context.Response.Headers["x-databricks-reason-phrase"] = message;
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(new JsonObject { ["error_code"] = status, ["message"] = message }.ToJsonString());
    }

    public static Task ErrorAsync(HttpContext context, ApiFault fault)
    {
        var body = new JsonObject { ["error_code"] = fault.Code, ["message"] = fault.Message };
        if (fault.Reason is not null)
        {
            body["details"] = new JsonArray(
                new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo", ["reason"] = fault.Reason, ["domain"] = "filesystem.databricks.com", ["metadata"] = new JsonObject() },
                new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.RequestInfo", ["request_id"] = Guid.NewGuid().ToString(), ["serving_data"] = "" });
        }
        return JsonAsync(context, body, fault.Status);
    }

    /// <summary>The body as an object; what is not JSON is refused.</summary>
    public static async Task<JsonObject> BodyAsync(HttpContext context)
    {
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject ?? throw new JsonException("not an object");
        }
        catch (JsonException fault)
        {
            throw new ApiFault(400, "MALFORMED_REQUEST", $"Could not parse request object: {fault.Message}");
        }
    }
}

/// <summary>A refusal of the API.</summary>
public sealed class ApiFault(int status, string code, string message, string? reason = null) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public string? Reason { get; } = reason;

    public static ApiFault Parameter(string message) => new(400, "INVALID_PARAMETER_VALUE", message);
}
