using System.Globalization;

namespace Kali.Web.Tests.Benchmarks.Findings;

/// <summary>A thousand papers of a literature search: journals with abbreviation and number, authors in braces, dates in several orders, and what a spreadsheet made of pages.</summary>
internal static class PaperTable
{
    public static MadeTable Make(int seed)
    {
        string[] header = ["id", "article_title", "article_language", "journal_title", "journal_abbreviation", "journal_issn", "article_volume", "article_issue", "created_at", "article_pagination", "author_list", "year"];
        var random = new Random(seed);
        (string Word, string Short)[] subjects =
        [
            ("Pediatrics", "Pediatr"), ("Surgery", "Surg"), ("Epidemiology", "Epidemiol"), ("Nutrition", "Nutr"), ("Cardiology", "Cardiol"), ("Neurology", "Neurol"), ("Immunology", "Immunol"), ("Microbiology", "Microbiol"), ("Public Health", "Public Health"), ("Oncology", "Oncol"),
            ("Nursing", "Nurs"), ("Anesthesia", "Anesth"), ("Radiology", "Radiol"), ("Dermatology", "Dermatol"), ("Obstetrics", "Obstet"), ("Toxicology", "Toxicol"), ("Pharmacology", "Pharmacol"), ("Genetics", "Genet"), ("Pathology", "Pathol"), ("Urology", "Urol"),
        ];
        (string Word, string Short)[] before = [("Journal of", "J"), ("The American Journal of", "Am J"), ("British Journal of", "Br J"), ("Annals of", "Ann"), ("Archives of", "Arch"), ("European Journal of", "Eur J"), ("International Journal of", "Int J"), ("Clinical", "Clin"), ("Current Opinion in", "Curr Opin"), ("Scandinavian Journal of", "Scand J"), ("Seminars in", "Semin")];
        var journals = before.SelectMany(one => subjects.Select(subject => (Title: $"{one.Word} {subject.Word}", Short: $"{one.Short} {subject.Short}", Issn: ShapedTables.Text($"{random.Next(1, 2500):0000}-{random.Next(0, 1000):000}{(random.Next(11) is var check && check == 10 ? "X" : check)}"))))
            .OrderBy(_ => random.Next()).Take(190).ToList();
        string[] methods = ["A randomized trial of", "Risk factors for", "Long-term outcome of", "Prevalence of", "Treatment of", "Early diagnosis of", "A case of", "Mortality after", "Cost of", "Quality of life after"];
        string[] things = ["neonatal sepsis", "hip fracture", "iron deficiency", "asthma in children", "breast cancer", "acute otitis media", "chronic hepatitis", "sleep apnoea", "low birth weight", "postpartum depression", "tuberculosis", "migraine", "type 2 diabetes", "burn wounds", "vitamin D deficiency"];
        string[] where = ["in rural areas", "in the elderly", "in Denmark", "in a district hospital", "in East Africa", "a ten-year follow-up", "in preterm infants", "in primary care", "a systematic review", "in two cohorts"];
        var rows = new List<string[]>();
        for (var i = 0; i < 1000; i++)
        {
            var (journal, year, from) = (random.Often(journals), random.Next(1968, 2015), random.Next(1, 1900));
            var created = new DateTime(year, 1, 1).AddDays(random.Next(365));
            var people = Enumerable.Range(0, 1 + random.Next(4)).Select(_ => $"\"{(char)('A' + random.Next(26))}. {random.Of(MadeWords.Last)}\"");
            rows.Add([
                ShapedTables.Text($"{100200 + i * 3}"), $"{random.Of(methods)} {random.Of(things)} {random.Of(where)}", random.NextDouble() < 0.9 ? "eng" : random.Of(["fre", "ger", "spa", "fre", "ita", "jpn"]), journal.Title, journal.Short, journal.Issn,
                ShapedTables.Text($"{Math.Max(1, year - 1950 + random.Next(-12, 60))}"), random.NextDouble() < 0.08 ? "" : ShapedTables.Text($"{random.Next(1, 13)}"), created.ToString("M/d/yy", CultureInfo.InvariantCulture), random.NextDouble() < 0.06 ? "" : ShapedTables.Text($"{from}-{from + random.Next(2, 14)}"), $"{{{string.Join(',', people)}}}", ShapedTables.Text($"{year}"),
            ]);
        }
        static DateTime Created(string value) => DateTime.ParseExact(value, "M/d/yy", CultureInfo.InvariantCulture);
        return new Planter(header, rows, seed * 7 + 1)
            .Change("date order", 0.03, "created_at", (_, value) => Created(value).ToString("d/M/yy", CultureInfo.InvariantCulture)).Change("date order", 0.02, "created_at", (_, value) => Created(value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            .Change("spreadsheet", 0.025, "article_pagination", (pick, _) => Month(pick)).Change("spreadsheet", 0.015, "journal_issn", (pick, _) => Month(pick)).Typos(0.015, "journal_title", "journal_abbreviation").Breaks(0.015, "journal_issn", "journal_abbreviation")
            .Blanks(0.012, "journal_title", "article_language", "journal_issn").Placeholders(0.012, "-1", "article_volume").Placeholders(0.01, "{NULL}", "journal_abbreviation").Placeholders(0.008, "N/A", "article_language")
            .Change("number far off", 0.006, "year", (pick, value) => ShapedTables.Text($"{value[..3]}{pick.Next(10)}{pick.Next(10)}")).Repeats(0.006).Done("papers");
    }

    private static string Month(Random pick) => new DateTime(1900 + pick.Next(20, 99), pick.Next(1, 13), 1).ToString("MMM-yy", CultureInfo.InvariantCulture);
}
