using System.Text.Json.Nodes;
using Kali.Web.Tests.Emulators.Sql;
using Kali.Web.Tests.Emulators.Warehouse;
using Microsoft.AspNetCore.Http;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>Unity Catalog over REST.</summary>
internal sealed class UnityEndpoints(EmulatedMetastore metastore)
{
    private const int PageSize = 2;

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
        await Answers.JsonAsync(context, answer);
    }

    private JsonObject Answer(HttpRequest request, string[] parts, JsonObject body, string user) => (request.Method, parts) switch
    {
        ("GET", ["catalogs"]) => Page(request, "catalogs", metastore.Catalogs.Select(catalog => Named(catalog.Key, catalog.Value.Comment))),
        ("GET", ["catalogs", var name]) => Named(name, Catalog(name).Comment),
        ("POST", ["catalogs"]) => CreateCatalog(body),
        ("GET", ["schemas"]) => Page(request, "schemas", Catalog(Required(request, "catalog_name")).Schemas.Select(schema => Named(schema.Key, schema.Value.Comment))),
        ("POST", ["schemas"]) => CreateSchema(body),
        ("GET", ["volumes"]) => Page(request, "volumes", Schema(Required(request, "catalog_name"), Required(request, "schema_name")).Volumes.Select(volume => Named(volume.Key, volume.Value))),
        ("POST", ["volumes"]) => CreateVolume(body),
        ("GET", ["tables"]) => Tables(request),
        ("GET", ["tables", var name]) => Table(name),
        ("GET", ["permissions", var kind, var name]) => Assignments(Grants(kind, name), request.Query["principal"]),
        ("PATCH", ["permissions", var kind, var name]) => Change(Grants(kind, name), body),
        ("GET", ["effective-permissions", var kind, var name]) => Effective(kind, name, request.Query["principal"]),
        ("GET", ["entity-tag-assignments", var kind, var name, "tags"]) => Page(request, "tag_assignments", Tags(kind, name).Select(tag => Tag(kind, name, tag.Key, tag.Value))),
        ("POST", ["entity-tag-assignments"]) => Assign(body),
        ("GET", ["current-metastore-assignment"]) => new JsonObject { ["metastore_id"] = "m-1", ["workspace_id"] = 1, ["default_catalog_name"] = EmulatedWorkspace.Catalog },
        _ => throw new ApiFault(404, "ENDPOINT_NOT_FOUND", $"No API found for '{request.Method} /unity-catalog/{string.Join('/', parts)}' ({user})"),
    };

    /// <summary>Pages of two, the last one empty: clients must go on until there is no token.</summary>
    private static JsonObject Page(HttpRequest request, string name, IEnumerable<JsonObject> items)
    {
        var all = items.ToList();
        var from = request.Query.TryGetValue("page_token", out var token) ? int.Parse(token!, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var page = all.Skip(from).Take(PageSize).ToList();
        var answer = new JsonObject();
        if (page.Count > 0)
            answer[name] = new JsonArray([.. page]);
        if (all.Count > PageSize && from < all.Count)
            answer["next_page_token"] = (from + PageSize).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return answer;
    }

    private static string Required(HttpRequest request, string name) =>
        request.Query[name].ToString() is { Length: > 0 } value ? value : throw ApiFault.Parameter($"Missing required field: {name}");

    private static string Required(JsonObject body, string name) =>
        body[name]?.GetValue<string>() is { Length: > 0 } value ? value : throw ApiFault.Parameter($"Invalid input: the field {name} is required.");

    private EmulatedCatalog Catalog(string name) =>
        metastore.Catalogs.TryGetValue(name, out var catalog) ? catalog : throw new ApiFault(404, "CATALOG_DOES_NOT_EXIST", $"Catalog '{name}' does not exist.");

    private EmulatedSchema Schema(string catalog, string schema) =>
        Catalog(catalog).Schemas.TryGetValue(schema, out var found) ? found : throw new ApiFault(404, "SCHEMA_DOES_NOT_EXIST", $"Schema '{catalog}.{schema}' does not exist.");

    private static JsonObject Named(string name, string? comment)
    {
        var named = new JsonObject { ["name"] = name };
        if (comment is not null)
            named["comment"] = comment;
        return named;
    }

    private JsonObject CreateCatalog(JsonObject body)
    {
        var name = Required(body, "name");
        if (name.AsSpan().IndexOfAny(" ./") >= 0)
            throw ApiFault.Parameter($"Invalid input: RPC CreateCatalog Field managedcatalog.CatalogInfo.name: name \"{name}\" is not a valid name. Valid names cannot contain spaces, periods, forward slashes, or control characters.");
        if (!metastore.Catalogs.TryAdd(name, new EmulatedCatalog { Comment = body["comment"]?.GetValue<string>() }))
            throw new ApiFault(400, "CATALOG_ALREADY_EXISTS", $"Catalog '{name}' already exists");
        metastore.Catalogs[name].Schemas["default"] = new EmulatedSchema();
        return Named(name, body["comment"]?.GetValue<string>());
    }

    private JsonObject CreateSchema(JsonObject body)
    {
        var name = Required(body, "name").ToLowerInvariant();
        if (!Catalog(Required(body, "catalog_name")).Schemas.TryAdd(name, new EmulatedSchema { Comment = body["comment"]?.GetValue<string>() }))
            throw new ApiFault(400, "SCHEMA_ALREADY_EXISTS", $"Schema '{name}' already exists");
        return Named(name, body["comment"]?.GetValue<string>());
    }

    private JsonObject CreateVolume(JsonObject body)
    {
        var name = Required(body, "name").ToLowerInvariant();
        if (Required(body, "volume_type") is var type && type is not ("MANAGED" or "EXTERNAL"))
            throw ApiFault.Parameter($"CreateVolume volume_type {type} is not one of MANAGED, EXTERNAL.");
        if (type == "MANAGED" && body["storage_location"] is not null)
            throw ApiFault.Parameter("CreateVolume storage_location can not be provided.");
        if (!Schema(Required(body, "catalog_name"), Required(body, "schema_name")).Volumes.TryAdd(name, body["comment"]?.GetValue<string>()))
            throw new ApiFault(400, "RESOURCE_ALREADY_EXISTS", $"Volume '{name}' already exists");
        return Named(name, body["comment"]?.GetValue<string>());
    }

    private JsonObject Tables(HttpRequest request)
    {
        var (catalog, schema) = (Required(request, "catalog_name"), Required(request, "schema_name"));
        return Page(request, "tables", Schema(catalog, schema).Tables.Keys.Select(name => new JsonObject
        {
            ["name"] = name,
            ["catalog_name"] = catalog,
            ["schema_name"] = schema,
            ["full_name"] = $"{catalog}.{schema}.{name}",
            ["table_type"] = "MANAGED",
            ["data_source_format"] = "DELTA",
        }));
    }

    private JsonObject Table(string fullName)
    {
        var name = fullName.Split('.');
        EmulatedTable table;
        try
        {
            table = metastore.Table(name);
        }
        catch (SqlFault)
        {
            throw new ApiFault(404, "TABLE_DOES_NOT_EXIST", $"Table '{fullName}' does not exist.");
        }
        var columns = table.Newest.Columns.Select((column, position) => Column(column, position, table.Newest.PartitionedBy));
        var answer = new JsonObject
        {
            ["name"] = name[2],
            ["catalog_name"] = name[0],
            ["schema_name"] = name[1],
            ["full_name"] = fullName,
            ["table_type"] = "MANAGED",
            ["data_source_format"] = "DELTA",
            ["columns"] = new JsonArray([.. columns]),
            ["properties"] = new JsonObject(table.Newest.Properties.Select(property => KeyValuePair.Create(property.Key, (JsonNode?)property.Value))),
            ["table_id"] = table.Id,
            ["created_at"] = table.CreatedAt.ToUnixTimeMilliseconds(),
            ["updated_at"] = table.Newest.At.ToUnixTimeMilliseconds(),
        };
        if (table.Comment is not null)
            answer["comment"] = table.Comment;
        return answer;
    }

    private static JsonObject Column(DefinedColumn column, int position, IReadOnlyList<string> partitionedBy)
    {
        var answer = new JsonObject { ["name"] = column.Name, ["position"] = position, ["type_name"] = SqlTypes.NameOf(column.Type), ["type_text"] = column.Type.ToLowerInvariant(), ["nullable"] = column.IsNullable };
        if (column.Comment is not null)
            answer["comment"] = column.Comment;
        for (var i = 0; i < partitionedBy.Count; i++)
        {
            if (partitionedBy[i].Equals(column.Name, StringComparison.OrdinalIgnoreCase))
                answer["partition_index"] = i;
        }
        return answer;
    }

    private SortedDictionary<string, SortedSet<string>> Grants(string kind, string name)
    {
        if (kind.Equals("catalog", StringComparison.OrdinalIgnoreCase))
            Catalog(name);
        else if (kind.Equals("schema", StringComparison.OrdinalIgnoreCase) && name.Split('.') is [var catalog, var schema])
            Schema(catalog, schema);
        var key = $"{kind}/{name}";
        if (!_grants.TryGetValue(key, out var grants))
            _grants[key] = grants = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        return grants;
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
            if (add.Concat(remove).FirstOrDefault(privilege => privilege.Any(char.IsLower) || privilege.Contains(' ', StringComparison.Ordinal)) is { } strange)
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
        if (kind is not ("catalogs" or "schemas" or "tables" or "columns" or "volumes"))
            throw ApiFault.Parameter($"Unknown entity type {kind}.");
        if (kind == "catalogs")
            Catalog(name);
        else if (kind == "schemas" && name.Split('.') is [var catalog, var schema])
            Schema(catalog, schema);
        var key = $"{kind}/{name}";
        if (!_tags.TryGetValue(key, out var tags))
            _tags[key] = tags = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        return tags;
    }

    private static JsonObject Tag(string kind, string name, string key, string? value) => new() { ["entity_type"] = kind, ["entity_name"] = name, ["tag_key"] = key, ["tag_value"] = value };

    private JsonObject Assign(JsonObject body)
    {
        var (kind, name, key) = (Required(body, "entity_type"), Required(body, "entity_name"), Required(body, "tag_key"));
        var value = body["tag_value"]?.GetValue<string>();
        if (key.Length > 255 || value?.Length > 1000 || key.AsSpan().IndexOfAny(".,-=/:") >= 0 || key != key.Trim())
            throw ApiFault.Parameter($"The tag key '{key}' cannot be used.");
        if (!Tags(kind, name).TryAdd(key, value))
            throw new ApiFault(409, "ALREADY_EXISTS", $"The tag {key} is assigned already.");
        return Tag(kind, name, key, value);
    }
}
