using Kali.Data.Uploads;
using Kali.Web.Security;

namespace Kali.Web.Endpoints;

/// <summary>Takes the bytes of a PATCH, or of a POST that brings some, and says what came of them.</summary>
internal static class UploadBytes
{
    public static async Task TakeAsync(HttpContext context, UploadSessions uploads, UploadId id, long offset, UploadBody body, int statusWhenTaken)
    {
        var outcome = await uploads.ReceiveAsync(id, offset, body, context.Actor(), context.RequestAborted);
        if (context.RequestAborted.IsCancellationRequested)
            return;
        if (outcome is not ReceiveOutcome.Received)
            // Bytes still on their way would be taken for the next request.
            context.Response.Headers.Connection = "close";
        await AnswerAsync(context, outcome, statusWhenTaken);
    }

    private static Task AnswerAsync(HttpContext context, ReceiveOutcome outcome, int statusWhenTaken)
    {
        switch (outcome)
        {
            case ReceiveOutcome.Received { Upload: var upload }:
                TusAnswer.Offset(context, upload.Received);
                TusAnswer.Expires(context, upload);
                return TusAnswer.PlainAsync(context, statusWhenTaken);
            case ReceiveOutcome.OffsetDiffers differs:
                TusAnswer.Offset(context, differs.Offset);
                return TusAnswer.FaultAsync(
                    context, StatusCodes.Status409Conflict, "offset", $"The next byte wanted is number {differs.Offset}. Nothing was changed.");
            case ReceiveOutcome.ChecksumDiffers differs:
                TusAnswer.Offset(context, differs.Offset);
                return TusAnswer.FaultAsync(
                    context, TusHeaders.StatusChecksumMismatch, "checksum", "The bytes changed on their way here. They were not stored; what came before is kept. Send them again.");
            case ReceiveOutcome.TooMuch tooMuch:
                return TusAnswer.FaultAsync(
                    context, StatusCodes.Status413PayloadTooLarge, "too-much", $"The file was said to have {tooMuch.Length} bytes, and more than that came.");
            case ReceiveOutcome.Refused { Refusal: var refusal }:
                return TusAnswer.FaultAsync(context, StatusCodes.Status422UnprocessableEntity, refusal.Code, refusal.Message, refusal.Detail);
            case ReceiveOutcome.NoRoom noRoom:
                TusAnswer.Offset(context, noRoom.Offset);
                return TusAnswer.FaultAsync(context, StatusCodes.Status507InsufficientStorage, "no-room", noRoom.Message);
            case ReceiveOutcome.Gone:
                return TusAnswer.FaultAsync(
                    context, StatusCodes.Status410Gone, "gone", "This upload was ended or not resumed in time. Nothing of it is kept. Send the file again.");
            case ReceiveOutcome.Unknown:
                return TusAnswer.FaultAsync(context, StatusCodes.Status404NotFound, "not-there", "This upload is not there.");
            default:
                return TusAnswer.FaultAsync(
                    context, StatusCodes.Status423Locked, "taken-over", "Another request goes on with this upload. What came so far is kept.");
        }
    }
}
