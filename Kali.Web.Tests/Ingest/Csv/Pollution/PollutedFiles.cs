using System.Text;
using Kali.Data.Ingest.Csv;

namespace Kali.Web.Tests.Ingest.Csv.Pollution;

/// <summary>Every pollution of every table, one a file.</summary>
internal static class PollutedFiles
{
    private static readonly CsvDialect Plain = CsvDialect.Default;

    public static IEnumerable<PollutedFile> All()
    {
        foreach (var table in CleanTable.All())
        {
            foreach (var file in Written(table).Concat(Framed(table)).Concat(RowPollution.Of(table)))
                yield return file with { Name = $"{file.Name} of {table.Name}" };
        }
        foreach (var file in Encoded())
            yield return file;
    }

    public static PollutedFile File(string name, CleanTable table, string text, Encoding? encoding = null, string[]? header = null, HashSet<int>? touched = null) =>
        new(name, (encoding ?? TextEncodings.Utf8).GetBytes(text), header ?? table.Header, table.Rows, touched ?? []);

    public static string Text(CleanTable table, CsvDialect? dialect = null, bool quotesAll = false, string? lineEnd = null) =>
        TableText.Write(table.Rows.Prepend(table.Header), dialect ?? Plain, quotesAll, lineEnd);

    private static IEnumerable<PollutedFile> Written(CleanTable table)
    {
        foreach (var delimiter in (string[])[",", ";", "\t", "|", "^", "~", " ", ", ", "; ", "||", "::", "|~|", "@", "*", "&", "\u0001", "\u001F", "¦"])
            yield return File($"delimiter {Escaped(delimiter)}", table, Text(table, Plain with { Delimiter = delimiter }));
        foreach (var delimiter in (string[])[",", ";", "\t"])
        {
            foreach (var quote in "'`\"")
            {
                yield return File($"quote {quote}, all, delimiter {Escaped(delimiter)}", table, Text(table, Plain with { Quote = quote, Delimiter = delimiter }, quotesAll: true));
                yield return File($"quote {quote}, delimiter {Escaped(delimiter)}", table, Text(table, Plain with { Quote = quote, Delimiter = delimiter }));
            }
            yield return File($"escape, delimiter {Escaped(delimiter)}", table, Text(table, Plain with { Escape = '\\', Delimiter = delimiter }));
        }
        foreach (var (name, end) in ((string, string)[])[("CRLF", "\r\n"), ("CR", "\r"), ("CRCRLF", "\r\r\n")])
            yield return File($"line end {name}", table, Text(table, lineEnd: end));
        yield return File("line ends mixed", table, Mixed(table, ["\n", "\r\n"]));
        yield return File("line ends of three kinds", table, Mixed(table, ["\n", "\r\n", "\r"]));
        yield return File("no line end at the end", table, Text(table).TrimEnd('\n'));
        yield return File("line ends at the end", table, Text(table) + "\n\n\n");
    }

    private static string Mixed(CleanTable table, string[] ends) =>
        string.Concat(table.Rows.Prepend(table.Header).Select((row, i) => TableText.Row(row, Plain) + ends[i % ends.Length]));

    private static IEnumerable<PollutedFile> Framed(CleanTable table)
    {
        var text = Text(table);
        var commas = new string(',', table.Header.Length - 1);
        (string, string)[] preambles =
        [
            ("title", "Sales report 2026\n"),
            ("title and gap", "Sales report 2026\n\n"),
            ("three lines", "Sales report 2026\nRegion: North\nExported by: K. Weber\n"),
            ("lines with commas", "Report on sales, stock and returns\nRegions: North, South\n\n"),
            ("filled title", $"Sales report 2026{commas}\n"),
            ("filled title and gap", $"Sales report 2026{commas}\n{commas}\n"),
            ("remarks", "# exported 2026-11-01\n# by Kali\n"),
            ("gap", "\n\n"),
            ("separator hint", "sep=,\n"),
        ];
        foreach (var (name, preamble) in preambles)
            yield return File($"preamble {name}", table, preamble + text);
        (string, string)[] footers =
        [
            ("note", "Source: internal ledger of the company\n"),
            ("gap and note", "\nSource: internal ledger\n"),
            ("count", $"({table.Rows.Length} rows)\n"),
            ("total", $"Total{commas}{table.Rows.Length}\n"),
            ("gap and total", $"\nTotal{commas}{table.Rows.Length}\n"),
            ("total and notes", $"Total{commas}{table.Rows.Length}\n\nNote: figures are preliminary\nSource: ledger\n"),
            ("filled note", $"Figures are preliminary{commas}\n"),
        ];
        foreach (var (name, footer) in footers)
            yield return File($"footer {name}", table, text + footer);
        yield return File("preamble and footer", table, $"Report\n\n{text}\nEnd of report\n");

        var body = TableText.Write(table.Rows, Plain);
        yield return new PollutedFile("no header", Encoding.UTF8.GetBytes(body), null, table.Rows, []);
        var second = table.Header.Select(label => $"{label} (all)").ToArray();
        var third = table.Header.Select(label => $"as of {label}").ToArray();
        yield return File("two header rows", table, TableText.Write([table.Header, second], Plain) + body, header: [.. table.Header.Zip(second, (a, b) => $"{a} {b}")]);
        yield return File("three header rows", table, TableText.Write([table.Header, second, third], Plain) + body, header: [.. table.Header.Select((label, i) => $"{label} {second[i]} {third[i]}")]);
        string[] twice = [.. table.Header[..^1], table.Header[1]];
        yield return File("a header twice", table, TableText.Write([twice], Plain) + body, header: twice);
        string[] empty = [table.Header[0], "", .. table.Header[2..]];
        yield return File("an empty header", table, TableText.Write([empty], Plain) + body, header: empty);
        yield return File("a header too few", table, TableText.Write([table.Header[..^1]], Plain) + body, header: table.Header[..^1]);
        yield return File("header and delimiter", table, TableText.Row(table.Header, Plain) + ",\n" + body);
        foreach (var file in Units(table, body))
            yield return file;
        foreach (var (name, other) in OtherTables(table))
            yield return File($"another table {name}", table, text + other);
        var middle = table.Rows.Length / 2;
        yield return File("the header again", table, TableText.Write([table.Header, .. table.Rows[..middle], table.Header, .. table.Rows[middle..]], Plain));
        foreach (var count in (int[])[0, 1, 2, 3])
        {
            var few = table with { Rows = table.Rows[..count] };
            yield return File($"{count} rows", few, Text(few));
        }
    }

    /// <summary>What figures are measured in, under the header: no record, and no header either.</summary>
    private static IEnumerable<PollutedFile> Units(CleanTable table, string body)
    {
        var numeric = Array.FindIndex(table.Header, label => label is "quantity" or "amount");
        foreach (var unit in (string[])["kg", "[€]", "(pcs)", "m/s²", "Mio. EUR"])
        {
            var units = table.Header.Select((_, i) => i == numeric ? unit : i == 0 ? "[-]" : "").ToArray();
            if (unit[0] is not ('[' or '(') && table.Header.Length > 3)
                units[table.Header.Length - 1] = table.Header[^1] is "Preis" or "share" or "quantity" or "amount" ? "€" : "-";
            if (unit[0] is '[' or '(' || table.Header[^1] is "Preis" or "share" or "quantity" or "amount")
                yield return File($"units {unit}", table, TableText.Write([table.Header, units], Plain) + body);
        }
    }

    private static IEnumerable<(string, string)> OtherTables(CleanTable table)
    {
        yield return ("wider", "\n" + TableText.Write([[.. table.Header.Select((_, i) => $"field {i}"), "price", "stock"], .. Enumerable.Range(1, 5).Select(row => (string[])[.. table.Header.Select((_, i) => $"{row * i}"), "9.50", "3"])], Plain));
        yield return ("narrower", "\n\n" + TableText.Write([["place", "staff"], ["Wien", "12"], ["Graz", "7"], ["Linz", "9"]], Plain));
        yield return ("with a title", "\nPlaces and staff\n" + TableText.Write([["place", "staff", "founded"], ["Wien", "12", "1990"], ["Graz", "7", "2001"], ["Linz", "9", "1975"]], Plain));
    }

    private static IEnumerable<PollutedFile> Encoded()
    {
        (string Name, string Words, string[] Encodings)[] languages =
        [
            ("German", "Müller Größe Straße Österreich schön über für Käse Bäcker Fußgänger Übung", ["windows-1252", "iso-8859-15", "macintosh", "ibm850"]),
            ("French", "élève café garçon être où français déjà noël hôtel préféré", ["windows-1252", "iso-8859-15", "macintosh", "ibm850"]),
            ("Spanish", "año niño señor corazón árbol acción español mañana fácil inglés", ["windows-1252", "macintosh", "ibm850"]),
            ("Polish", "łódź żółty książka miesiąc święto środa źródło część wieś pięć", ["windows-1250", "iso-8859-2"]),
            ("Czech", "žluťoučký kůň příliš úpěl ďábelské ódy čeština město řeka dům", ["windows-1250", "iso-8859-2"]),
            ("Russian", "заказ товар цена город Москва клиент улица дата количество Иванов", ["windows-1251", "koi8-r", "ibm866", "iso-8859-5"]),
            ("Greek", "παραγγελία πελάτης Αθήνα τιμή ημερομηνία προϊόν δρόμος όνομα", ["windows-1253", "iso-8859-7"]),
            ("Turkish", "müşteri sipariş İstanbul ürün fiyatı değişiklik şehir açıklama gün", ["windows-1254"]),
            ("Hebrew", "לקוח הזמנה מחיר תאריך רחוב עיר כמות מוצר", ["windows-1255"]),
            ("Arabic", "العميل الطلب السعر التاريخ المدينة الكمية المنتج", ["windows-1256"]),
            ("Thai", "ลูกค้า สินค้า ราคา วันที่ เมือง จำนวน ถนน", ["windows-874"]),
            ("Japanese", "注文番号 顧客 東京都 商品 価格 数量 ありがとう 株式会社 カタカナ 日付", ["shift_jis", "euc-jp", "iso-2022-jp"]),
            ("Chinese", "订单 客户 北京市 商品 价格 数量 日期 有限公司 地址 中国", ["gb18030", "gb2312"]),
            ("Taiwanese", "訂單 客戶 台北市 商品 價格 數量 日期 有限公司 地址 中國", ["big5"]),
            ("Korean", "주문 고객 서울시 상품 가격 수량 날짜 주식회사 주소 한국", ["euc-kr"]),
        ];
        string[] wide = ["utf-8", "utf-16", "utf-16BE", "utf-32", "utf-32BE"];
        for (var i = 0; i < languages.Length; i++)
        {
            var (language, words, encodings) = languages[i];
            foreach (var delimiter in (string[])[",", ";"])
            {
                var table = CleanTable.InWords(words, i + 1);
                var text = Text(table, Plain with { Delimiter = delimiter });
                foreach (var name in encodings.Concat(wide))
                    yield return File($"{language} in {name}, {delimiter}", table, text, TextEncodings.Named(name));
                foreach (var name in wide)
                    yield return File($"{language} in {name} with a mark, {delimiter}", table, "\uFEFF" + text, TextEncodings.Named(name));
            }
        }
    }

    private static string Escaped(string text) => string.Concat(text.Select(c => c < ' ' ? $"\\x{(int)c:x2}" : c.ToString()));
}
