using System.Net;
using Kali.Data.Engines;
using Kali.Data.Engines.Databricks;
using Kali.Data.Engines.Databricks.Dialect;
using Kali.Data.Engines.Databricks.Rest;
using Kali.Web.Tests.Emulators.Sql;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

public sealed class FaultReadingTests
{
    [Theory]
    [InlineData("""{"error_code":403,"message":"Invalid access token."}""", "403", "Invalid access token.")]
    [InlineData("""{"error_code":"INVALID_PARAMETER_VALUE","message":"x is not a valid endpoint id."}""", "INVALID_PARAMETER_VALUE", "x is not a valid endpoint id.")]
    [InlineData("""{"error":"Old style"}""", "UNKNOWN", "Old style")]
    [InlineData("""{"detail":"No such user","status":"404","scimType":"x"}""", "SCIM_404", "No such user")]
    [InlineData("RESOURCE_EXHAUSTED: too much", "RESOURCE_EXHAUSTED", "too much")]
    [InlineData("<html><head></head><body><pre>Bad &amp; broken</pre></body></html>", "UNKNOWN", "Bad & broken")]
    [InlineData("<title>Error 400 Expected iss claim</title>", "UNKNOWN", "Error 400 Expected iss claim")]
    [InlineData("upstream connect error", "UNKNOWN", "upstream connect error")]
    [InlineData("", "UNKNOWN", "Bad Request")]
    public void Read_UnderstandsEveryWayOfRefusing(string body, string code, string said)
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.BadRequest);

        var fault = FaultReading.Read(answer, body);

        Assert.Equal((code, said), (fault.Code, fault.ServiceSaid));
    }

    [Fact]
    public void Read_OfAJobThatIsNotThere_IsMissingThoughItIs400()
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.BadRequest) { RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://x/api/2.2/jobs/get") };

        Assert.True(FaultReading.Read(answer, """{"error_code":"INVALID_PARAMETER_VALUE","message":"Job 123 does not exist."}""").IsMissing);
    }

    [Fact]
    public void Read_OfAWorkspaceClosedToThisNetwork_IsARightThatIsMissing()
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri("/login.html?error=private-link-validation-error:1", UriKind.Relative) } };

        var fault = FaultReading.Read(answer, "");

        Assert.Equal((true, false), (fault.IsRefusedRight, fault.MayHaveHappened));
        Assert.Contains("private endpoints", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_NamesEverySettingThatIsMissingOrContradictsAnother()
    {
        var problems = new DatabricksOptions { Workspace = "ftp://x", ClientId = "a", PersonalAccessToken = "b", RequestsPerSecond = 0, StagingVolume = "x" }.Problems().ToList();

        Assert.Equal(6, problems.Count);
        Assert.Empty(new DatabricksOptions { Workspace = "https://adb-1.2.azuredatabricks.net", WarehouseId = "abc" }.Problems());
    }

    [Theory]
    [InlineData("bigint", "long")]
    [InlineData("DECIMAL(10,2)", "decimal(10,2)")]
    [InlineData("array<struct<a:int,`b c`: map<string, double>>>", "array<struct<a:integer,b c:map<string,double>>>")]
    [InlineData("timestamp_ntz", "timestamp_ntz")]
    public void Types_AreReadAsDatabricksWritesThem(string text, string name) => Assert.Equal(name, DatabricksTypes.Parse(text)!.Name);

    [Theory]
    [InlineData("SELECT \"a\" FROM `c`.`s`.`t`", "SELECT 'a' AS \"\"\"a\"\"\" FROM known AS \"t\"")]
    [InlineData("SELECT a FROM `c`.`s`.`t` QUALIFY row_number() OVER (ORDER BY a) = 1", "SELECT \"a\" FROM known AS \"t\" QUALIFY (row_number() OVER (ORDER BY \"a\" ASC NULLS FIRST) = 1)")]
    [InlineData("SELECT a FROM `c`.`s`.`t` VERSION AS OF 3 AS x ORDER BY a", "SELECT \"a\" FROM known@3 AS \"x\" ORDER BY \"a\" ASC NULLS FIRST")]
    public void Emulator_ReadsDatabricksSql(string databricks, string duck) => Assert.Equal(duck, new SqlTranslation(databricks, new Dictionary<string, SqlParameter>(), new Known()).WholeQuery());

    [Theory]
    [InlineData("SELECT strlen(a) FROM `c`.`s`.`t`")]
    [InlineData("SELECT epoch_us(a) FROM `c`.`s`.`t`")]
    [InlineData("SELECT a FROM `c`.`s`.`t` LATERAL VIEW explode(b) x AS y")]
    [InlineData("SELECT $1")]
    [InlineData("SELECT a FROM read_csv('x')")]
    [InlineData("SELECT CAST(a AS VARCHAR) FROM `c`.`s`.`t`")]
    [InlineData("SELECT a FROM `c`.`s`.`t` SEMI JOIN b USING (a)")]
    [InlineData("SELECT :missing")]
    [InlineData("SELECT 1; SELECT 2")]
    public void Emulator_RefusesWhatDatabricksOrItselfDoesNotKnow(string sql) =>
        Assert.Throws<SqlFault>(() => new SqlTranslation(sql, new Dictionary<string, SqlParameter>(), new Known()).WholeQuery());

    [Fact]
    public void Literals_CarryAnyText()
    {
        var text = "it's \\ a \"line\"\n`end`\t😀";

        var printed = DatabricksDialect.Print(Sql.Of($"SELECT {DatabricksText.Literal(text)}")).Text;

        Assert.Equal(text, SqlTokens.Read(printed)[1].Value);
    }

    /// <summary>Where runtimes below 18 take no markers, values stand in the statement as text that is cast as a marker's would be.</summary>
    [Fact]
    public void ADefinition_HasItsValuesAsText_AndAChangeAsMarkers()
    {
        var rows = Sql.Of($"SELECT {"it's \\ :p1"} AS a, {-5L} AS b, {1.5} AS c, {new DateOnly(2026, 11, 23)} AS d, {(string?)null} AS e, {-1.50m} AS f");
        var made = DatabricksDialect.Print(Sql.Of($"CREATE TABLE t USING DELTA AS {rows}"));

        Assert.Equal("CREATE TABLE t USING DELTA AS SELECT 'it\\'s \\\\ :p1' AS a, CAST('-5' AS BIGINT) AS b, CAST('1.5' AS DOUBLE) AS c, CAST('2026-11-23' AS DATE) AS d, CAST(NULL AS STRING) AS e, CAST('-1.50' AS DECIMAL(3,2)) AS f", made.Text);
        Assert.Empty(made.Parameters);
        Assert.Equal(6, DatabricksDialect.Print(Sql.Of($"INSERT INTO t {rows}")).Parameters.Length);
        Assert.Empty(DatabricksDialect.Print(Sql.Of($"DESCRIBE QUERY {rows}")).Parameters);
        var refused = Assert.Throws<SqlFault>(() => new SqlStatementReader("CREATE TABLE a.b.c USING DELTA AS SELECT :p1", new Dictionary<string, SqlParameter> { ["p1"] = new("1", "INT") }, new Known()).Read());
        Assert.Contains("PARAMETER_MARKER_IN_UNEXPECTED_STATEMENT", refused.Message, StringComparison.Ordinal);
    }

    private sealed class Known : ISqlPlaces
    {
        public string Table(IReadOnlyList<string> name, long? version) => version is null ? "known" : FormattableString.Invariant($"known@{version}");

        public string File(string path) => path;
    }
}
