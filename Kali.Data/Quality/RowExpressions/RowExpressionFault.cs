namespace Kali.Data.Quality;

/// <summary>Where and why an expression could not be read; becomes the reason of <see cref="RowExpression.TryParse"/>.</summary>
internal sealed class RowExpressionFault(string message) : Exception(message);
