using System.ComponentModel;
using System.Diagnostics;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>
/// This process's right to work on runs of the lake. While it is renewed nobody else touches its runs; a process that is known to be gone
/// is not waited for.
/// </summary>
internal sealed class WorkerLease(IDbContextFactory<KaliStore> stores, PipelineOptions options, TimeProvider time)
{
    public Guid Id { get; } = Guid.NewGuid();

    public TimeSpan RenewEvery => options.Lease / 4;

    public async Task TakeAsync(CancellationToken ct)
    {
        using var self = Process.GetCurrentProcess();
        await using var store = await stores.CreateDbContextAsync(ct);
        store.Add(new WorkerRecord
        {
            Id = Id,
            Machine = ThisMachine,
            ProcessId = self.Id,
            ProcessStartedAt = new DateTimeOffset(self.StartTime.ToUniversalTime()),
            LeaseEndsAt = time.GetUtcNow() + options.Lease,
        });
        await store.SaveChangesAsync(ct);
    }

    public async Task RenewAsync(CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var ends = time.GetUtcNow() + options.Lease;
        var renewed = await store.Set<WorkerRecord>().Where(worker => worker.Id == Id)
            .ExecuteUpdateAsync(set => set.SetProperty(worker => worker.LeaseEndsAt, ends), ct);
        if (renewed == 0)
            await TakeAsync(ct);
    }

    /// <summary>Gives the lease back; runs it still holds go on elsewhere at once.</summary>
    public async Task GiveBackAsync(CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        await store.Set<WorkerRecord>().Where(worker => worker.Id == Id).ExecuteDeleteAsync(ct);
    }

    /// <summary>Workers of this store that still hold their lease; those that do not are forgotten.</summary>
    public async Task<HashSet<Guid>> LivingAsync(KaliStore store, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var workers = await store.Set<WorkerRecord>().ToListAsync(ct);
        var gone = workers.Where(worker => worker.Id != Id && (worker.LeaseEndsAt <= now || IsGone(worker))).ToList();
        store.RemoveRange(gone);
        return [.. workers.Except(gone).Select(worker => worker.Id)];
    }

    private static bool IsGone(WorkerRecord worker)
    {
        if (worker.Machine != ThisMachine || worker.ProcessId == Environment.ProcessId)
            return false;
        try
        {
            using var process = Process.GetProcessById(worker.ProcessId);
            return (process.StartTime.ToUniversalTime() - worker.ProcessStartedAt.UtcDateTime).Duration() > TimeSpan.FromSeconds(2);
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended while we looked, or may not be looked at; its lease decides.
            return e is InvalidOperationException;
        }
    }

    /// <summary>The machine, and on Linux the space its process numbers count in: two containers may share a name and a lake.</summary>
    private static string ThisMachine { get; } =
        $"{Environment.MachineName}{(OperatingSystem.IsLinux() ? " " + File.ResolveLinkTarget("/proc/self/ns/pid", false)?.Name : "")}";
}
