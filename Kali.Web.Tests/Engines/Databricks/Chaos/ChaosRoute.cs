namespace Kali.Web.Tests.Engines.Databricks.Chaos;

/// <summary>Who makes the changes of a pipeline.</summary>
public enum ChaosRoute
{
    Warehouse,
    Jobs,
}
