using Kali.Data;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Sample;
using Kali.Data.Uploads;

namespace Kali.Web.Home;

/// <summary>Sends the sample file as if the person had dropped it.</summary>
public sealed class SampleUpload(UploadSessions uploads, Intakes intakes)
{
    /// <summary>The run that loads it; null when the file asks something first.</summary>
    public async Task<RunId?> SendAsync(Actor actor, CancellationToken ct)
    {
        using var content = new MemoryStream();
        SampleOrders.Write(content);
        content.Position = 0;
        var upload = await uploads.BringAsync(SampleOrders.FileName, content, actor, ct);
        foreach (var intake in await intakes.ReadAsync(upload, actor, ct))
        {
            var started = intake.Run is null && intake.Open.IsEmpty ? await intakes.StartAsync(intake.Id, actor, ct) : intake;
            if (started.Run is { } run)
                return run;
        }
        return null;
    }
}
