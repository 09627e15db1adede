using Kali.Data.Lake;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace Kali.Web.Security;

/// <summary>The keys that protect cookies lie with the store, so that a restart signs nobody out.</summary>
internal sealed class KeysInLake(LakeOptions lake, ILoggerFactory logs) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) =>
        options.XmlRepository = new FileSystemXmlRepository(Directory.CreateDirectory(Path.Combine(lake.Root, "keys")), logs);
}
