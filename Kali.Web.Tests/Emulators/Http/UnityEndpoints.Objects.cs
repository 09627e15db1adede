using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Kali.Web.Tests.Emulators.Warehouse;
using Microsoft.AspNetCore.Http;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>Catalogs, schemas and volumes.</summary>
internal sealed partial class UnityEndpoints
{
    private const string Owner = "kali@example.com";
    private const string MetastoreId = "6d11c8a4-0000-4000-8000-000000000001";
    private const string Storage = "abfss://unity@example.dfs.core.windows.net";

    private static string[] Named(string fullName, int parts) => fullName.Split('.') is var name && name.Length == parts
        ? name
        : throw ApiFault.Parameter($"'{fullName}' is not a valid name of {parts} parts.");

    private EmulatedCatalog Catalog(string name) =>
        metastore.Catalogs.TryGetValue(name, out var catalog) ? catalog : throw new ApiFault(404, "CATALOG_DOES_NOT_EXIST", $"Catalog '{name}' does not exist.");

    private EmulatedSchema Schema(string catalog, string schema) =>
        Catalog(catalog).Schemas.TryGetValue(schema, out var found) ? found : throw new ApiFault(404, "SCHEMA_DOES_NOT_EXIST", $"Schema '{catalog}.{schema}' does not exist.");

    private JsonObject Shown(string catalog) => With(Catalog(catalog).Comment, new JsonObject
    {
        ["name"] = catalog,
        ["full_name"] = catalog,
        ["owner"] = Owner,
        ["catalog_type"] = "MANAGED_CATALOG",
        ["securable_type"] = "CATALOG",
        ["isolation_mode"] = "OPEN",
        ["metastore_id"] = MetastoreId,
    });

    private JsonObject Schemas(HttpRequest request, string catalog) => Page(request, "schemas", Catalog(catalog).Schemas.Keys.Select(schema => Schema([catalog, schema])));

    private JsonObject Schema(string[] name) => With(Schema(name[0], name[1]).Comment, new JsonObject
    {
        ["name"] = name[1],
        ["catalog_name"] = name[0],
        ["full_name"] = string.Join('.', name),
        ["owner"] = Owner,
        ["catalog_type"] = "MANAGED_CATALOG",
        ["metastore_id"] = MetastoreId,
        ["schema_id"] = IdOf("schema", name),
    });

    private JsonObject Volumes(HttpRequest request, string catalog, string schema) =>
        Page(request, "volumes", Schema(catalog, schema).Volumes.Keys.Select(volume => Volume([catalog, schema, volume])));

    private JsonObject Volume(string[] name)
    {
        if (!Schema(name[0], name[1]).Volumes.TryGetValue(name[2], out var comment))
            throw new ApiFault(404, "RESOURCE_DOES_NOT_EXIST", $"Volume '{string.Join('.', name)}' does not exist.");
        return With(comment, new JsonObject
        {
            ["name"] = name[2],
            ["catalog_name"] = name[0],
            ["schema_name"] = name[1],
            ["full_name"] = string.Join('.', name),
            ["owner"] = Owner,
            ["volume_type"] = "MANAGED",
            ["metastore_id"] = MetastoreId,
            ["volume_id"] = IdOf("volume", name),
            ["storage_location"] = $"{Storage}/{string.Join('/', name)}",
        });
    }

    private JsonObject Function(string[] name) => Schema(name[0], name[1]).Functions.TryGetValue(name[2], out var body)
        ? new JsonObject
        {
            ["name"] = name[2],
            ["catalog_name"] = name[0],
            ["schema_name"] = name[1],
            ["full_name"] = string.Join('.', name),
            ["owner"] = Owner,
            ["data_type"] = "STRING",
            ["routine_body"] = "EXTERNAL",
            ["external_language"] = "PYTHON",
            ["routine_definition"] = body,
        }
        : throw new ApiFault(404, "FUNCTION_DOES_NOT_EXIST", $"Function '{string.Join('.', name)}' does not exist.");

    private static JsonObject With(string? comment, JsonObject shown)
    {
        if (comment is not null)
            shown["comment"] = comment;
        return shown;
    }

    private static string IdOf(string kind, string[] name) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}/{string.Join('.', name).ToLowerInvariant()}")).AsSpan(0, 16)).ToString();

    private JsonObject CreateCatalog(JsonObject body)
    {
        var name = Required(body, "name");
        if (name.AsSpan().IndexOfAny(" ./") >= 0)
            throw ApiFault.Parameter($"Invalid input: RPC CreateCatalog Field managedcatalog.CatalogInfo.name: name \"{name}\" is not a valid name. Valid names cannot contain spaces, periods, forward slashes, or control characters.");
        if (!metastore.Catalogs.TryAdd(name, new EmulatedCatalog { Comment = body["comment"]?.GetValue<string>() }))
            throw new ApiFault(400, "CATALOG_ALREADY_EXISTS", $"Catalog '{name}' already exists");
        metastore.Catalogs[name].Schemas["default"] = new EmulatedSchema();
        return Shown(name);
    }

    private JsonObject CreateSchema(JsonObject body)
    {
        var (catalog, name) = (Required(body, "catalog_name"), Required(body, "name").ToLowerInvariant());
        if (!Catalog(catalog).Schemas.TryAdd(name, new EmulatedSchema { Comment = body["comment"]?.GetValue<string>() }))
            throw new ApiFault(400, "SCHEMA_ALREADY_EXISTS", $"Schema '{name}' already exists");
        return Schema([catalog, name]);
    }

    private JsonObject CreateVolume(JsonObject body)
    {
        var (catalog, schema, name) = (Required(body, "catalog_name"), Required(body, "schema_name"), Required(body, "name").ToLowerInvariant());
        if (Required(body, "volume_type") is var type && type is not ("MANAGED" or "EXTERNAL"))
            throw ApiFault.Parameter($"CreateVolume volume_type {type} is not one of MANAGED, EXTERNAL.");
        if (type == "MANAGED" && body["storage_location"] is not null)
            throw ApiFault.Parameter("CreateVolume storage_location can not be provided.");
        if (!Schema(catalog, schema).Volumes.TryAdd(name, body["comment"]?.GetValue<string>()))
            throw new ApiFault(400, "RESOURCE_ALREADY_EXISTS", $"Volume '{name}' already exists");
        return Volume([catalog, schema, name]);
    }

    private JsonObject DeleteCatalog(HttpRequest request, string name)
    {
        if (Catalog(name).Schemas.Values.Any(IsInUse) && request.Query["force"] != "true")
            throw new ApiFault(400, "CATALOG_NOT_EMPTY", $"Catalog '{name}' is not empty.");
        metastore.Catalogs.Remove(name);
        return [];
    }

    private JsonObject DeleteSchema(HttpRequest request, string[] name)
    {
        if (IsInUse(Schema(name[0], name[1])) && request.Query["force"] != "true")
            throw new ApiFault(400, "SCHEMA_NOT_EMPTY", $"Schema '{name[0]}.{name[1]}' is not empty.");
        Catalog(name[0]).Schemas.Remove(name[1]);
        return [];
    }

    private JsonObject DeleteVolume(string[] name)
    {
        _ = Volume(name);
        Schema(name[0], name[1]).Volumes.Remove(name[2]);
        return [];
    }

    private static bool IsInUse(EmulatedSchema schema) => schema.Tables.Count + schema.Volumes.Count > 0;
}
