namespace Kali.Data.Engines.Caching;

/// <summary>What tells the newest version of a table from every other one, so that what was read from it can be kept until there is a newer one.</summary>
internal interface ITableMarks
{
    /// <summary>Whether what this actor reads is the same for everybody who may read it.</summary>
    bool MayKeepFor(Actor actor);

    /// <summary>The newest version; null when there is no such table.</summary>
    /// <exception cref="NotAllowedException">The actor may not read the table.</exception>
    Task<TableMark?> OfAsync(TableName table, Actor actor, CancellationToken ct);

    /// <summary>This process has changed the table.</summary>
    void Changed(TableName table);
}

/// <summary>A version of a table.</summary>
/// <param name="Table">Tells the table from another one of its name.</param>
/// <param name="Version">Its version.</param>
internal sealed record TableMark(string Table, long Version);
