using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Xunit;

namespace Kali.Web.Tests.Engines;

public abstract partial class LakehouseContract
{
    private static readonly DataType Told = new DataType.Array(new DataType.Struct(
    [
        new("name", DataType.String), new("columns", new DataType.Array(DataType.String, true)), new("at", DataType.Timestamp), new("words", new DataType.Map(DataType.String, DataType.String, true)),
    ]), true);

    private static readonly TableSchema Nested = new([new("id", DataType.Long), new("told", Told)]);

    /// <summary>Row 1 tells two things, row 2 one without words, row 3 nothing.</summary>
    private static Sql TellingRows()
    {
        var id = new Column("id");
        var first = new StructOf([("name", new Constant("it's \"one\"")), ("columns", new PresentItems([new Constant("a"), new Constant("größe")])), ("at", At("2026-11-23 09:08:07.123456+00:00")), ("words", new MapOf([("owner", new Constant("Ünal")), ("kind", id.AsText())]))]);
        var second = new StructOf([("name", new Missing(DataType.String)), ("columns", new Missing(new DataType.Array(DataType.String, true))), ("at", At("1999-12-31 23:59:59+00:00")), ("words", new Missing(new DataType.Map(DataType.String, DataType.String, true)))]);
        var told = new PresentItems([Case.When(id.EqualTo(new WholeNumber(1)), first), Case.When(id.AtMost(new WholeNumber(2)), second)]).CastTo(Told);
        return Sql.Of($"SELECT id, {Case.When(id.AtMost(new WholeNumber(2)), told)} AS told FROM (SELECT 1 + n AS id FROM range({3L}) AS r(n)) AS numbered");

        static SqlExpression At(string moment) => new Constant(moment).CastTo(DataType.Timestamp);
    }

    [Fact]
    public async Task Append_OfArraysOfStructs_ComesBackAsItWas_AlsoFromARowThatCameLater()
    {
        await AppendAsync(TellingRows(), schema: Nested);
        await AppendAsync(Sql.Of($"SELECT {new WholeNumber(4).CastTo(DataType.Long)} AS id, {new Missing(Told)} AS told"));
        await AppendAsync(TellingRows(), schema: Nested);

        Assert.Equal(Told, (await DescribeAsync()).Schema.Find("told")!.Type);
        var rows = await QueryAsync(Sql.Of($"SELECT id, told FROM {Orders} WHERE id <> 4 ORDER BY id"));
        Assert.Equal([1L, 1L, 2L, 2L, 3L, 3L], rows.Select(row => row[0]));
        var told = System.Text.Json.JsonDocument.Parse((string)rows[0][1]!).RootElement;
        Assert.Equal(("it's \"one\"", 2, "größe", "Ünal", "1"), (told[0].GetProperty("name").GetString(), told.GetArrayLength(), told[0].GetProperty("columns")[1].GetString(),
            told[0].GetProperty("words").GetProperty("owner").GetString(), told[0].GetProperty("words").GetProperty("kind").GetString()));
        Assert.Contains("09:08:07.123456", told[0].GetProperty("at").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, System.Text.Json.JsonDocument.Parse((string)rows[2][1]!).RootElement.GetArrayLength());
        Assert.Equal([null, null], rows.Skip(4).Select(row => row[1]));
        Assert.Equal(3L, await ScalarAsync(Sql.Of($"SELECT count(*) FROM {Orders} WHERE told IS NULL")));
    }

    [Fact]
    public async Task Delete_FromATableOfStructs_LeavesTheOthersWhole()
    {
        await AppendAsync(TellingRows(), schema: Nested);
        var before = await QueryAsync(Sql.Of($"SELECT told FROM {Orders} WHERE id = 1"));

        await CommitAsync(new TableChange.Delete(IdIs(2)));

        Assert.Equal(before, await QueryAsync(Sql.Of($"SELECT told FROM {Orders} WHERE id = 1")));
        Assert.Equal(2L, await CountAsync());
    }

    [Fact]
    public async Task Append_OfAnotherStruct_IsRefused()
    {
        await AppendAsync(TellingRows(), schema: Nested);

        var fault = await Assert.ThrowsAsync<RefusedException>(() => AppendAsync(Sql.Of($"SELECT {new WholeNumber(5).CastTo(DataType.Long)} AS id, {new PresentItems([new StructOf([("name", new WholeNumber(1))])])} AS told")));

        Assert.Contains("A column's type never changes", fault.Message, StringComparison.Ordinal);
        Assert.Equal(3L, await CountAsync());
    }
}
