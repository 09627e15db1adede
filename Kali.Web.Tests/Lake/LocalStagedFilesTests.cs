using Kali.Data.Lake;

namespace Kali.Web.Tests.Lake;

public sealed class LocalStagedFilesTests : StagedFilesContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override ILakeFiles Start() => new LocalLakeFiles(_folder.Path);

    public void Dispose() => _folder.Dispose();
}
