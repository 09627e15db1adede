using System.Globalization;

namespace Kali.Web.Tests.Benchmarks;

/// <summary>A generated table of sixteen columns: keys, amounts, days and times, truths, short lists, names, addresses, tokens and words.</summary>
internal static class ProfileTable
{
    /// <summary>The rows as a query; equal for equal <paramref name="rows"/>.</summary>
    public static string Query(long rows) => string.Create(CultureInfo.InvariantCulture, $"""
        SELECT
            i AS order_id,
            CAST(1 + hash(i * 32 + 1) % 300000 AS BIGINT) AS customer_id,
            CAST(1 + hash(i * 32 + 2) % 99 AS INTEGER) AS quantity,
            CAST((hash(i * 32 + 3) % 1000000) / 100.0 AS DECIMAL(10,2)) AS price,
            CAST(hash(i * 32 + 4) % 40 AS DOUBLE) / 100 AS discount,
            (hash(i * 32 + 5) % 1000000) / 1000000.0::DOUBLE AS share,
            -ln((1 + hash(i * 32 + 6) % 1000000) / 1000001.0::DOUBLE) * 40 AS weight,
            DATE '2020-01-01' + CAST(hash(i * 32 + 7) % 2000 AS INTEGER) AS order_day,
            make_timestamptz(CAST(1577836800000000 + (hash(i * 32 + 8) % 150000000) * 1000000 AS BIGINT)) AS created_at,
            hash(i * 32 + 9) % 3 = 0 AS is_paid,
            CASE WHEN hash(i * 32 + 10) % 50 > 0 THEN ['DE', 'FR', 'US', 'IN', 'BR'][CAST(1 + hash(i * 32 + 11) % 5 AS BIGINT)] END AS country,
            ['new', 'packed', 'sent', 'returned'][CAST(1 + hash(i * 32 + 12) % 4 AS BIGINT)] AS status,
            'Town ' || (hash(i * 32 + 13) % 3000) AS town,
            'user' || (hash(i * 32 + 14) % {rows}) || '@example.org' AS email,
            md5(CAST(i AS VARCHAR)) AS token,
            'Delivered to door ' || (hash(i * 32 + 15) % 20000) || ' by ' || ['Ann', 'Bob', 'Cem', 'Dora'][CAST(1 + hash(i * 32 + 16) % 4 AS BIGINT)] AS remark
        FROM range(1, {rows + 1}) AS numbers(i)
        """);
}
