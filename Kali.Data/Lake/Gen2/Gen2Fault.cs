using System.Net;
using Azure;
using Azure.Identity;

namespace Kali.Data.Lake.Gen2;

/// <summary>Tells a person what a fault of the storage account means.</summary>
internal static class Gen2Fault
{
    /// <summary>No answer came, or one that leaves open whether the request was carried out.</summary>
    public static bool LeavesOpen(Exception fault) => fault switch
    {
        RequestFailedException { Status: 0 or 408 or 502 or 503 or 504 } => true,
        AggregateException several => several.InnerExceptions.Any(LeavesOpen),
        TaskCanceledException { InnerException: TimeoutException } => true,
        _ => false,
    };

    public static bool Explains(Exception fault) => fault is RequestFailedException or AuthenticationFailedException or AggregateException || LeavesOpen(fault);

    /// <summary>A file with the name, or a condition that did not hold.</summary>
    public static bool IsTaken(RequestFailedException fault) => (HttpStatusCode)fault.Status is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed;

    public static bool IsMissing(RequestFailedException fault) => fault.Status == (int)HttpStatusCode.NotFound && fault.ErrorCode is not ("ContainerNotFound" or "FilesystemNotFound");

    /// <param name="done">What Kali was at: <c>“raw/a.csv” cannot be written</c>.</param>
    /// <param name="account">The account's address.</param>
    /// <param name="fault">What came instead.</param>
    public static KaliException Of(string done, Uri account, Exception fault)
    {
        var said = fault switch
        {
            AuthenticationFailedException =>
                $"Kali could not sign in to Azure ({FirstLine(fault)}). Check the identity in Kali:Lake.",
            RequestFailedException { ErrorCode: "ContainerNotFound" or "FilesystemNotFound" } =>
                $"{account.Host} has no such container. Create it, or correct Kali:Lake:Container.",
            RequestFailedException { Status: 401 or 403 } refused =>
                $"{account.Host} does not let Kali in ({refused.ErrorCode ?? "403"}). Give Kali's identity the role Storage Blob Data Contributor on the container.",
            RequestFailedException { Status: > 0 } answered =>
                $"{account.Host} answered {answered.Status} {answered.ErrorCode} ({FirstLine(fault)}).",
            _ => $"{account.Host} did not answer ({FirstLine(fault is AggregateException several ? several.InnerExceptions[^1] : fault)}).",
        };
        return new StorageAwayException($"{done}: {said} What is in the lake is unchanged as far as Kali knows.", fault);
    }

    private static string FirstLine(Exception fault) => fault.Message.Split('\n', 2)[0].Trim().TrimEnd('.');
}
