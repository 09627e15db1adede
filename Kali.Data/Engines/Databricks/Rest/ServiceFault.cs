using System.Collections.Immutable;
using System.Net;

namespace Kali.Data.Engines.Databricks.Rest;

/// <summary>A request that the workspace did not answer, or answered with a fault.</summary>
internal sealed class ServiceFault(string message, HttpStatusCode? status, string code, bool mayHaveHappened, Exception? cause = null) : KaliException(message, cause)
{
    /// <summary>The code where there was no token to ask with, so that nothing was sent.</summary>
    public const string NoToken = "NO_TOKEN";

    /// <summary>Null where no answer came.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>The service's own word, such as RESOURCE_DOES_NOT_EXIST; UNKNOWN where it gave none.</summary>
    public string Code { get; } = code;

    /// <summary>True where the request may have been carried out although no good answer came.</summary>
    public bool MayHaveHappened { get; } = mayHaveHappened;

    public string? RequestId { get; init; }

    /// <summary>The service's words alone.</summary>
    public string ServiceSaid { get; init; } = message;

    /// <summary>Name and value of what its ErrorInfo told.</summary>
    public ImmutableSortedDictionary<string, string> Details { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The same where the request was only asked about something that was taken on before: whatever is said of the question, that may have been carried out.</summary>
    public ServiceFault AfterAcceptance() => MayHaveHappened ? this : new ServiceFault(Message, null, Code, mayHaveHappened: true, this) { RequestId = RequestId, ServiceSaid = ServiceSaid, Details = Details };

    /// <summary>Whether another moment may do better: no answer came, or the service itself failed.</summary>
    public bool IsPassing => Status is null or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    public bool IsMissing => Status == HttpStatusCode.NotFound || Code is "NOT_FOUND" or "RESOURCE_DOES_NOT_EXIST" || Code.EndsWith("_DOES_NOT_EXIST", StringComparison.Ordinal);

    public bool IsRefusedRight => Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized || Code is "PERMISSION_DENIED" or "UNAUTHENTICATED" or "CUSTOMER_UNAUTHORIZED";

    /// <summary>Whether the token is not taken at all, whatever was asked with it.</summary>
    public bool IsRefusedToken => Status is HttpStatusCode.Unauthorized || IsRefusedRight && ServiceSaid.Contains("access token", StringComparison.OrdinalIgnoreCase);

    /// <summary>Unity Catalog answers 400 or 409 to what is there already.</summary>
    public bool IsThereAlready => Status == HttpStatusCode.Conflict || Code.EndsWith("ALREADY_EXISTS", StringComparison.Ordinal);
}
