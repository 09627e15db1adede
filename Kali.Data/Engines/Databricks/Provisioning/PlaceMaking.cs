using Kali.Data.Engines.Databricks.Reading;
using Kali.Data.Engines.Databricks.Unity;

namespace Kali.Data.Engines.Databricks.Provisioning;

/// <summary>The ways to look at places of Unity Catalog and make them: most by REST, functions by SQL.</summary>
internal sealed record PlaceMaking(UnityClient Unity, WarehouseSql Warehouse);
