namespace Kali.Web.Quality;

/// <summary>What stands in an empty field; the same in every language.</summary>
public static class RuleFieldExamples
{
    public static string Of(string name) => name switch
    {
        "Pattern" => "[A-Z]{2}-[0-9]+",
        "Expression" => "[Delivery date] >= [Order date]",
        "Query" => "SELECT id FROM silver_layer.orders GROUP BY id HAVING count(*) > 1",
        "Network" => "10.20.0.0/16",
        "Table" => "kali_dev.gold_layer.customers",
        "Further" => "column = column_there",
        "Baseline" => "DE 60%",
        "Expected" => "order_id: string",
        _ => "",
    };
}
