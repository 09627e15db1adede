using System.Collections.Concurrent;
using Kali.Data.Uploads;

namespace Kali.Data.Ingest;

/// <summary>Passwords of protected files, for as long as this process lives: they are never written anywhere.</summary>
public sealed class FilePasswords
{
    private readonly ConcurrentDictionary<UploadId, string> _passwords = new();

    public void Keep(UploadId upload, string password) => _passwords[upload] = password;

    public void Forget(UploadId upload) => _passwords.TryRemove(upload, out _);

    /// <summary>The choices with the upload's password, where one was given.</summary>
    public ReadingChoices With(UploadId upload, ReadingChoices choices) =>
        _passwords.TryGetValue(upload, out var password) ? choices with { Password = password } : choices;
}
