using System.Collections.Immutable;
using Azure;
using Kali.Data.Lake.Gen2;

namespace Kali.Data.Lake;

/// <summary>
/// The groups' rights on the folders of a lake in a storage account, as access lists: the same layers a group may read in the catalog.
/// Rights are only ever added; whatever else stands in a list stays.
/// </summary>
public sealed class LakeAccess
{
    private const string All = "rwx";
    private const string Read = "r-x";
    private const string Pass = "--x";

    private static readonly LakePath Raw = new("raw");
    private static readonly LakePath Silver = new("silver");
    private static readonly LakePath Gold = new("gold");
    private static readonly LakePath Metadata = new("metadata");

    private readonly DfsClient? _folders;

    internal LakeAccess(DfsClient? folders, LakeGroups groups, bool isProduction)
    {
        _folders = folders;
        IsAskedFor = groups.AreSet;
        Wanted = folders is null ? [] :
        [
            .. Of(KaliRole.Admin, nameof(groups.Admins), groups.Admins, All, Raw, Silver, Gold, Metadata),
            .. Of(KaliRole.DataEngineer, nameof(groups.DataEngineers), groups.DataEngineers, isProduction ? Read : All, Raw, Silver, Gold, Metadata),
            .. Of(KaliRole.Analyst, nameof(groups.Analysts), groups.Analysts, Read, Silver, Gold, Metadata),
            .. Of(KaliRole.BusinessUser, nameof(groups.BusinessUsers), groups.BusinessUsers, Read, Gold),
        ];
    }

    /// <summary>Whether any group's id is set.</summary>
    public bool IsAskedFor { get; }

    /// <summary>What the groups should have; nothing where the storage has no access lists.</summary>
    public ImmutableArray<WantedAccess> Wanted { get; }

    public Task<bool> IsThereAsync(WantedAccess wanted, CancellationToken ct) => AskAsync(wanted, async folders =>
    {
        try
        {
            return wanted.GroupId is { } group && AccessList.Parse(await folders.AccessAsync(wanted.Folder, ct)).Gives(group, wanted.Rights, isHandedDown: wanted.Folder is not null);
        }
        catch (RequestFailedException fault) when (Gen2Fault.IsMissing(fault))
        {
            return false;
        }
    });

    public Task MakeAsync(WantedAccess wanted, CancellationToken ct) => AskAsync(wanted, async folders =>
    {
        if (wanted is not { GroupId: { } group, Rights: var rights })
            return false;
        if (wanted.Folder is { } folder)
        {
            await folders.CreateFolderAsync(folder, ct);
            // First what comes in from now on, then what is there, the folder itself last: what is broken off is seen to be missing and done again.
            await ChangeAsync(folders, folder, list => list.HandedDown(group, rights), ct);
            await foreach (var (path, isFolder) in folders.ListAsync(folder, ct))
                await ChangeAsync(folders, path, list => isFolder ? list.With(group, rights).HandedDown(group, rights) : list.With(group, rights), ct);
        }
        await ChangeAsync(folders, wanted.Folder, list => list.With(group, rights), ct);
        return true;
    });

    private static async Task ChangeAsync(DfsClient folders, LakePath? path, Func<AccessList, AccessList> change, CancellationToken ct)
    {
        var list = AccessList.Parse(await folders.AccessAsync(path, ct));
        var changed = change(list).ToString();
        if (changed != list.ToString())
            await folders.SetAccessAsync(path, changed, ct);
    }

    private async Task<T> AskAsync<T>(WantedAccess wanted, Func<DfsClient, Task<T>> ask)
    {
        try
        {
            return await ask(_folders!);
        }
        catch (RequestFailedException fault) when (fault.Status is 401 or 403)
        {
            throw new NotAllowedException(Said.Of($"{wanted.Name}: the storage account does not let Kali change access lists ({fault.ErrorCode ?? "403"}). Give Kali's identity the role Storage Blob Data Owner on the container, then provision again."));
        }
        catch (Exception fault) when (Gen2Fault.Explains(fault))
        {
            throw new KaliException(Said.Of($"{wanted.Name}: the storage account did not do it ({fault.Message.Split('\n')[0].Trim()}). Rights are only added; what was there is kept. Provision again when it answers."), fault);
        }
    }

    private static IEnumerable<WantedAccess> Of(KaliRole role, string setting, string? id, string rights, params LakePath[] folders)
    {
        var group = string.IsNullOrWhiteSpace(id) ? null : id.Trim();
        var place = $"{LakeOptions.Section}:{nameof(LakeOptions.Groups)}:{setting}";
        return [new WantedAccess(null, role.DirectoryName(), place, group, Pass), .. folders.Select(folder => new WantedAccess(folder, role.DirectoryName(), place, group, rights))];
    }
}
