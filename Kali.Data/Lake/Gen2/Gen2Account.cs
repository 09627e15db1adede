using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace Kali.Data.Lake.Gen2;

/// <summary>
/// The container of the lake. Its blob endpoint does what files need; the few calls that only a hierarchical namespace has go to the dfs endpoint,
/// through the same pipeline: the same tokens, repetitions and deadlines.
/// </summary>
internal sealed class Gen2Account
{
    public Gen2Account(LakeOptions options, TokenCredential? credential = null, HttpPipelineTransport? transport = null, TimeProvider? time = null)
    {
        Options = options;
        Time = time ?? TimeProvider.System;
        var client = Client(options, credential, transport);
        Container = client.GetBlobContainerClient(options.Container);
        Address = client.Uri;
        // A connection string is for development, where there may be no dfs endpoint: Azurite has none.
        Folders = options.ConnectionString is { Length: > 0 } ? null : new DfsClient(Pipeline.Of(client), options.DfsAddress, options.Container!);
    }

    public LakeOptions Options { get; }

    public TimeProvider Time { get; }

    public Uri Address { get; }

    public BlobContainerClient Container { get; }

    /// <summary>Folders as such; null where the storage has none.</summary>
    public DfsClient? Folders { get; }

    public BlockBlobClient File(LakePath path) => Container.GetBlockBlobClient(path.Value);

    private static BlobServiceClient Client(LakeOptions options, TokenCredential? credential, HttpPipelineTransport? transport)
    {
        var client = new BlobClientOptions(BlobClientOptions.ServiceVersion.V2025_05_05)
        {
            RetryPolicy = new Gen2Retries(options.MaxRepeats, options.FirstPause, TimeSpan.FromSeconds(10)),
            Diagnostics = { ApplicationId = $"Kali/{KaliVersion.Text}", IsLoggingContentEnabled = false },
        };
        client.Retry.NetworkTimeout = options.AttemptDeadline;
        if (transport is not null)
            client.Transport = transport;
        return options.ConnectionString is { Length: > 0 } connection
            ? new BlobServiceClient(connection, client)
            : new BlobServiceClient(options.BlobAddress, credential ?? ApplicationIdentity.Of(options.Principal, options.ManagedIdentityClientId, transport), client);
    }

    private sealed class Pipeline : BlobServiceClient
    {
        public static HttpPipeline Of(BlobServiceClient client) => GetHttpPipeline(client);
    }
}
