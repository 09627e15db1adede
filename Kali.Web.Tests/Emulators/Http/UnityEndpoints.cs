using System.Text.Json.Nodes;
using Kali.Web.Tests.Emulators.Warehouse;
using Microsoft.AspNetCore.Http;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>Unity Catalog over REST.</summary>
internal sealed partial class UnityEndpoints(EmulatedMetastore metastore)
{
    private const int PageSize = 2;
    private const int MostTags = 50;

    private static readonly string[] Securables =
    [
        "METASTORE", "CATALOG", "SCHEMA", "TABLE", "VOLUME", "FUNCTION", "EXTERNAL_LOCATION", "STORAGE_CREDENTIAL", "CREDENTIAL", "CONNECTION", "SHARE", "RECIPIENT", "PROVIDER", "PIPELINE",
    ];

    private static readonly HashSet<string> Privileges =
    [
        "ALL_PRIVILEGES", "USE_CATALOG", "USE_SCHEMA", "SELECT", "MODIFY", "BROWSE", "MANAGE", "APPLY_TAG", "EXECUTE", "CREATE_CATALOG", "CREATE_SCHEMA", "CREATE_TABLE", "CREATE_VIEW", "CREATE_FUNCTION",
        "CREATE_VOLUME", "CREATE_MODEL", "CREATE_MATERIALIZED_VIEW", "READ_VOLUME", "WRITE_VOLUME", "READ_FILES", "WRITE_FILES", "CREATE_EXTERNAL_TABLE", "CREATE_EXTERNAL_VOLUME",
        "CREATE_EXTERNAL_LOCATION", "CREATE_STORAGE_CREDENTIAL", "CREATE_MANAGED_STORAGE", "EXTERNAL_USE_SCHEMA", "REFRESH",
    ];

    /// <summary>Groups of the account; those of the workspace alone cannot be granted anything.</summary>
    public HashSet<string> AccountGroups { get; } = ["account users", "kali_admins", "kali_data_engineers", "kali_analysts", "bayer_business_users"];

    private readonly Dictionary<string, SortedDictionary<string, SortedSet<string>>> _grants = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SortedDictionary<string, string?>> _tags = new(StringComparer.OrdinalIgnoreCase);

    public async Task AnswerAsync(HttpContext context, string rest, string user)
    {
        var parts = rest.Split('/').Select(Uri.UnescapeDataString).ToArray();
        var body = context.Request.Method is "POST" or "PATCH" ? await Answers.BodyAsync(context) : [];
        JsonObject answer;
        lock (metastore.Gate)
            answer = Answer(context.Request, parts, body, user);
        await (context.Request.Method == "DELETE" ? Answers.NothingAsync(context) : Answers.JsonAsync(context, answer));
    }

    private JsonObject Answer(HttpRequest request, string[] parts, JsonObject body, string user) => (request.Method, parts) switch
    {
        ("GET", ["catalogs"]) => Page(request, "catalogs", metastore.Catalogs.Keys.Select(Shown)),
        ("GET", ["catalogs", var name]) => Shown(Named(name, 1)[0]),
        ("POST", ["catalogs"]) => CreateCatalog(body),
        ("DELETE", ["catalogs", var name]) => DeleteCatalog(request, Named(name, 1)[0]),
        ("GET", ["schemas"]) => Schemas(request, Required(request, "catalog_name")),
        ("GET", ["schemas", var name]) => Schema(Named(name, 2)),
        ("POST", ["schemas"]) => CreateSchema(body),
        ("DELETE", ["schemas", var name]) => DeleteSchema(request, Named(name, 2)),
        ("GET", ["volumes"]) => Volumes(request, Required(request, "catalog_name"), Required(request, "schema_name")),
        ("GET", ["volumes", var name]) => Volume(Named(name, 3)),
        ("POST", ["volumes"]) => CreateVolume(body),
        ("DELETE", ["volumes", var name]) => DeleteVolume(Named(name, 3)),
        ("GET", ["functions", var name]) => Function(Named(name, 3)),
        ("GET", ["tables"]) => Tables(request),
        ("GET", ["tables", var name]) => Table(name),
        ("GET", ["tables", var name, "exists"]) => new JsonObject { ["table_exists"] = Exists(name) },
        ("GET", ["table-summaries"]) => Summaries(request),
        ("DELETE", ["tables", var name]) => DeleteTable(name),
        ("GET", ["permissions", var kind, var name]) => Direct(request, kind, name),
        ("PATCH", ["permissions", var kind, var name]) => Change(Grants(kind, name), body),
        ("GET", ["effective-permissions", var kind, var name]) => Inherited(request, kind, name),
        ("GET", ["entity-tag-assignments", var kind, var name, "tags"]) => Page(request, "tag_assignments", Tags(kind, name).Select(tag => Tag(kind, name, tag.Key, tag.Value))),
        ("POST", ["entity-tag-assignments"]) => Assign(body),
        ("GET", ["entity-tag-assignments", var kind, var name, "tags", var key]) => TagOf(kind, name, key),
        ("DELETE", ["entity-tag-assignments", var kind, var name, "tags", var key]) => Remove(kind, name, key),
        ("GET", ["current-metastore-assignment"]) => new JsonObject { ["metastore_id"] = "m-1", ["workspace_id"] = 1, ["default_catalog_name"] = EmulatedWorkspace.Catalog },
        _ => throw new ApiFault(404, "ENDPOINT_NOT_FOUND", $"No API found for '{request.Method} /unity-catalog/{string.Join('/', parts)}' ({user})"),
    };

    /// <summary>Pages of two, the last one empty: clients must go on until there is no token.</summary>
    private static JsonObject Page(HttpRequest request, string name, IEnumerable<JsonObject> items)
    {
        var all = items.ToList();
        var wanted = request.Query["max_results"].ToString() is { Length: > 0 } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : 0;
        if (wanted < 0)
            throw ApiFault.Parameter($"max_results must not be negative, is {wanted}.");
        var size = wanted == 0 ? PageSize : Math.Min(wanted, PageSize);
        var from = PageTokens.From(request);
        var page = all.Skip(from).Take(size).ToList();
        var answer = new JsonObject();
        if (page.Count > 0)
            answer[name] = new JsonArray([.. page]);
        if (all.Count > size && from < all.Count)
            answer["next_page_token"] = PageTokens.Of(request, from + size);
        return answer;
    }

    private static string Required(HttpRequest request, string name) =>
        request.Query[name].ToString() is { Length: > 0 } value ? value : throw ApiFault.Parameter($"Missing required field: {name}");

    private static string Required(JsonObject body, string name) =>
        body[name]?.GetValue<string>() is { Length: > 0 } value ? value : throw ApiFault.Parameter($"Invalid input: the field {name} is required.");

    private SortedDictionary<string, SortedSet<string>> Grants(string kind, string name)
    {
        switch (kind.ToUpperInvariant())
        {
            case "CATALOG":
                Catalog(Named(name, 1)[0]);
                break;
            case "SCHEMA":
                Schema(Named(name, 2));
                break;
            case "TABLE":
                Found(Named(name, 3));
                break;
            case "VOLUME":
                Volume(Named(name, 3));
                break;
            case "FUNCTION":
                Function(Named(name, 3));
                break;
            case var other when !Securables.Contains(other):
                throw ApiFault.Parameter($"Securable type {kind} is not known.");
        }
        var key = $"{kind}/{name}";
        if (!_grants.TryGetValue(key, out var grants))
            _grants[key] = grants = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        return grants;
    }

    private static void DemandPageSize(HttpRequest request)
    {
        if (request.Query["max_results"].ToString() is { Length: > 0 } given && int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) is < 0 or (> 0 and < 150))
            throw ApiFault.Parameter($"max_results must be 0 or at least 150, is {given}.");
    }

    private JsonObject Direct(HttpRequest request, string kind, string name)
    {
        DemandPageSize(request);
        return Assignments(Grants(kind, name), request.Query["principal"]);
    }

    private JsonObject Inherited(HttpRequest request, string kind, string name)
    {
        DemandPageSize(request);
        return Effective(kind, name, request.Query["principal"]);
    }

    private static JsonObject Assignments(SortedDictionary<string, SortedSet<string>> grants, string? principal)
    {
        var shown = grants.Where(grant => grant.Value.Count > 0 && (string.IsNullOrEmpty(principal) || grant.Key == principal)).ToList();
        return shown.Count == 0
            ? []
            : new JsonObject { ["privilege_assignments"] = new JsonArray([.. shown.Select(grant => new JsonObject { ["principal"] = grant.Key, ["privileges"] = Strings(grant.Value) })]) };
    }

    private static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);

    private JsonObject Change(SortedDictionary<string, SortedSet<string>> grants, JsonObject body)
    {
        foreach (var change in (body["changes"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var principal = Required(change, "principal");
            var (add, remove) = (Texts(change["add"]), Texts(change["remove"]));
            if (add.Intersect(remove).Any())
                throw ApiFault.Parameter($"Duplicate privileges to add and delete for principal {principal}.");
            if (!AccountGroups.Contains(principal) && !principal.Contains('@', StringComparison.Ordinal) && !Guid.TryParse(principal, out _))
                throw new ApiFault(404, "PRINCIPAL_DOES_NOT_EXIST", $"Could not find principal with name {principal}");
            if (add.Concat(remove).FirstOrDefault(privilege => !Privileges.Contains(privilege)) is { } strange)
                throw ApiFault.Parameter($"Privilege {strange} is not known.");
            if (!grants.TryGetValue(principal, out var held))
                grants[principal] = held = new SortedSet<string>(StringComparer.Ordinal);
            held.UnionWith(add);
            held.ExceptWith(remove);
        }
        return Assignments(grants, null);
    }

    private static List<string> Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(item => item!.GetValue<string>())];

    /// <summary>With what a schema and a catalog hand down.</summary>
    private JsonObject Effective(string kind, string name, string? principal)
    {
        var parts = name.Split('.');
        var places = new List<(string Kind, string Name, bool IsInherited)> { (kind, name, false) };
        if (parts.Length == 3)
            places.Add(("schema", $"{parts[0]}.{parts[1]}", true));
        if (parts.Length >= 2)
            places.Add(("catalog", parts[0], true));
        var held = new SortedDictionary<string, JsonArray>(StringComparer.Ordinal);
        foreach (var (placeKind, place, isInherited) in places)
        {
            foreach (var (who, privileges) in Grants(placeKind, place).Where(grant => string.IsNullOrEmpty(principal) || grant.Key == principal))
            {
                if (!held.TryGetValue(who, out var list))
                    held[who] = list = [];
                foreach (var privilege in privileges)
                {
                    var item = new JsonObject { ["privilege"] = privilege };
                    if (isInherited)
                        (item["inherited_from_type"], item["inherited_from_name"]) = (placeKind.ToUpperInvariant(), place);
                    list.Add(item);
                }
            }
        }
        return held.Count == 0
            ? []
            : new JsonObject { ["privilege_assignments"] = new JsonArray([.. held.Select(entry => new JsonObject { ["principal"] = entry.Key, ["privileges"] = entry.Value })]) };
    }

    private SortedDictionary<string, string?> Tags(string kind, string name)
    {
        switch (kind)
        {
            case "catalogs":
                Catalog(Named(name, 1)[0]);
                break;
            case "schemas":
                Schema(Named(name, 2));
                break;
            case "tables":
                Found(Named(name, 3));
                break;
            case "columns" when Named(name, 4) is [.. var table, var column]:
                if (!Found(table).Newest.Columns.Any(known => known.Name.Equals(column, StringComparison.OrdinalIgnoreCase)))
                    throw new ApiFault(404, "NOT_FOUND", $"Column '{name}' does not exist.");
                break;
            case "volumes":
                Volume(Named(name, 3));
                break;
            default:
                throw ApiFault.Parameter($"Unknown entity type {kind}.");
        }
        var key = $"{kind}/{name}";
        if (!_tags.TryGetValue(key, out var tags))
            _tags[key] = tags = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        return tags;
    }

    private static JsonObject Tag(string kind, string name, string key, string? value)
    {
        var tag = new JsonObject { ["entity_type"] = kind, ["entity_name"] = name, ["tag_key"] = key };
        if (value is not null)
            tag["tag_value"] = value;
        return tag;
    }

    private JsonObject Assign(JsonObject body)
    {
        var (kind, name, key) = (Required(body, "entity_type"), Required(body, "entity_name"), Required(body, "tag_key"));
        var value = body["tag_value"]?.GetValue<string>();
        if (key.Length > 255 || value?.Length > 1000 || key.AsSpan().IndexOfAny(".,-=/:") >= 0 || key != key.Trim())
            throw ApiFault.Parameter($"The tag key '{key}' cannot be used.");
        if (Tags(kind, name).Count >= MostTags)
            throw ApiFault.Parameter($"{name} has {MostTags} tags already.");
        if (!Tags(kind, name).TryAdd(key, value))
            throw new ApiFault(409, "ALREADY_EXISTS", $"The tag {key} is assigned already.");
        return Tag(kind, name, key, value);
    }

    private JsonObject TagOf(string kind, string name, string key) => Tags(kind, name).TryGetValue(key, out var value)
        ? Tag(kind, name, key, value)
        : throw new ApiFault(404, "NOT_FOUND", $"The tag {key} is not assigned to {name}.");

    private JsonObject Remove(string kind, string name, string key) => Tags(kind, name).Remove(key)
        ? []
        : throw new ApiFault(404, "NOT_FOUND", $"The tag {key} is not assigned to {name}.");
}
