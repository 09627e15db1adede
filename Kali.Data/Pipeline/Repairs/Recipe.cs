using System.Collections.Immutable;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline;

/// <summary>A repair that is offered again.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Fingerprint">SHA-256 over what it does.</param>
/// <param name="Edits">What it does.</param>
/// <param name="Repair">The repair it was learnt from.</param>
/// <param name="MadeByName">Who approved that.</param>
/// <param name="MadeAt">When.</param>
/// <param name="IsOn">Whether it is offered.</param>
public sealed record Recipe(long Id, DatasetName Dataset, string Fingerprint, ImmutableArray<RepairEdit> Edits, long Repair, string MadeByName, DateTimeOffset MadeAt, bool IsOn);

/// <summary>A recipe that has something to do.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Cells">Cells it would change now.</param>
/// <param name="Rows">Rows they stand in.</param>
/// <param name="Of">Rows of the file, where it was read for them.</param>
public sealed record RecipeOffer(Recipe Recipe, long Cells, long Rows, long Of = 0);
