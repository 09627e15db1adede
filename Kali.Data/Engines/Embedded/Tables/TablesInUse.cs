namespace Kali.Data.Engines.Embedded.Tables;

/// <summary>Which tables are being written in this process, so that none is moved away below its writer.</summary>
internal sealed class TablesInUse
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _writers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _moving = new(StringComparer.Ordinal);

    /// <exception cref="RefusedException">The table is being renamed or dropped.</exception>
    public IDisposable Write(string folder, string shown)
    {
        lock (_gate)
        {
            if (_moving.Contains(folder))
                throw new RefusedException($"{shown} is just being renamed, dropped or brought back. Nothing was written. Try again in a moment.");
            _writers[folder] = _writers.GetValueOrDefault(folder) + 1;
        }
        return new Use(() =>
        {
            if (--_writers[folder] == 0)
                _writers.Remove(folder);
        }, _gate);
    }

    /// <exception cref="RefusedException">The table is being written.</exception>
    public IDisposable Move(string folder, string shown)
    {
        lock (_gate)
        {
            if (_writers.ContainsKey(folder) || !_moving.Add(folder))
                throw new RefusedException($"{shown} is being written just now and stays as it is. Wait for the run to end, or cancel it, and try again.");
        }
        return new Use(() => _moving.Remove(folder), _gate);
    }

    private sealed class Use(Action end, Lock gate) : IDisposable
    {
        private Action? _end = end;

        public void Dispose()
        {
            lock (gate)
            {
                _end?.Invoke();
                _end = null;
            }
        }
    }
}
