using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kali.Data.Lake.Gen2;

/// <summary>
/// Which staged blocks count. Staged blocks cannot be taken back, so cutting a file begins a new epoch: from there on only blocks of that epoch count.
/// Most files are never cut and have no marks.
/// </summary>
/// <param name="Held">Only bytes before it count, until what follows is verified.</param>
/// <param name="Cuts">Where epoch 1, 2, 3… began.</param>
internal sealed record StagedMarks(long? Held, ImmutableArray<long> Cuts)
{
    public static StagedMarks None { get; } = new(null, []);

    /// <summary>The epoch of blocks that are staged now.</summary>
    [JsonIgnore]
    public int Epoch => Cuts.Length;

    /// <summary>The epoch whose block begins at an offset: the newest one that began there or before.</summary>
    public int EpochAt(long offset)
    {
        for (var epoch = Cuts.Length; epoch > 0; epoch--)
        {
            if (Cuts[epoch - 1] <= offset)
                return epoch;
        }
        return 0;
    }

    public StagedMarks CutAt(long offset) => new(null, Cuts.Add(offset));

    public BinaryData ToJson() => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(this, StagedJson.Default.StagedMarks));

    public static StagedMarks Parse(BinaryData json) => JsonSerializer.Deserialize(json, StagedJson.Default.StagedMarks) ?? None;
}

[JsonSerializable(typeof(StagedMarks))]
internal sealed partial class StagedJson : JsonSerializerContext;
