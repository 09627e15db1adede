namespace Kali.Web.Shell;

/// <summary>A page that is rendered once, on the server, without a circuit.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StaticPageAttribute : Attribute;
