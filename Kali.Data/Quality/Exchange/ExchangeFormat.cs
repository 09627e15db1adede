namespace Kali.Data.Quality.Exchange;

/// <summary>How other systems write rules.</summary>
public enum ExchangeFormat
{
    /// <summary>Checks of Databricks Labs DQX, YAML or JSON.</summary>
    Dqx,

    /// <summary>An Open Data Contract Standard 3.1 contract: the quality of its tables and properties.</summary>
    Odcs,

    /// <summary>An expectation suite of Great Expectations 1.x; suites of 0.x are read, too.</summary>
    GreatExpectations,

    /// <summary>Checks in the language of Soda 3.</summary>
    SodaCl,

    /// <summary>A data contract of Soda 4.</summary>
    SodaContract,

    /// <summary>The data quality definition language of AWS Glue and Deequ.</summary>
    Dqdl,
}
