using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Every text is an IPv4 address of one network; missing values are not looked at.</summary>
/// <param name="Column">A column of text.</param>
/// <param name="Network">The network: <c>10.20.0.0/16</c>.</param>
public sealed record IpInNetwork(string Column, string Network) : RuleKind
{
    internal const string Name = "ip_in_network";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Validity;

    internal override string Sentence(RuleWords words, Func<string, string> label) =>
        words.Say($"{label(Column)} is an address of the network {Network}", $"{label(Column)} ist eine Adresse des Netzes {Network}");

    internal override RuleTest Test(RuleSubject subject) => OfText(subject, Column, text =>
    {
        if (!System.Net.IPNetwork.TryParse(Network, out var network) || network.BaseAddress.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork)
            return new RuleTest.Impossible(new Obstacle(ObstacleKind.Value, $"{Network} (IPv4/bits)"));
        var first = network.BaseAddress.GetAddressBytes().Aggregate(0L, (number, part) => number * 256 + part);
        var last = first + (1L << (32 - network.PrefixLength)) - 1;
        var address = Enumerable.Range(1, 4)
            .Select(part => SqlExpression.Call(SqlFunction.SplitPart, text, new Constant("."), new WholeNumber(part)).TryCastTo(DataType.Long))
            .Aggregate((SqlExpression)new WholeNumber(0), (number, part) => new Arithmetic(ArithmeticOperator.Add, new Arithmetic(ArithmeticOperator.Multiply, number, new WholeNumber(256)), part));
        var inside = new AllOf(address.AtLeast(new WholeNumber(first)), address.AtMost(new WholeNumber(last)));
        return new RuleTest.Cells(
            new AllOf(text.IsNotNull(), Case.When(TextFormats.Fits(TextFormat.Ipv4, text), inside.Not(), new Truth(true))), Column, $"∈ {Network}");
    });
}
