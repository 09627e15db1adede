using System.Collections.Immutable;
using System.Globalization;

namespace Kali.Data.Engines.Databricks.Dialect;

/// <summary>Types as Databricks writes them: <c>bigint</c>, <c>DECIMAL(10,2)</c>, <c>array&lt;string&gt;</c>, <c>struct&lt;a:int&gt;</c>.</summary>
internal static class DatabricksTypes
{
    /// <summary>The type; null for VOID, the type of a NULL that is nothing else.</summary>
    public static DataType? Parse(string text)
    {
        var reader = new Reader(text);
        var type = reader.Type();
        if (!reader.IsAtEnd)
            throw Unknown(text);
        return type;
    }

    private static RefusedException Unknown(string text) => new($"Databricks names a type “{text}” that Kali does not know. The table stays as it is.");

    private sealed class Reader(string text)
    {
        private int _at;

        public bool IsAtEnd => _at == text.Length;

        public DataType? Type()
        {
            var name = Word().ToLowerInvariant();
            return name switch
            {
                "void" or "null" => null,
                "string" => Sized(DataType.String),
                "varchar" or "char" => Sized(DataType.String),
                "bigint" or "long" => DataType.Long,
                "int" or "integer" => DataType.Integer,
                "smallint" or "short" => DataType.Short,
                "tinyint" or "byte" => DataType.Byte,
                "double" => DataType.Double,
                "float" or "real" => DataType.Float,
                "boolean" => DataType.Boolean,
                "binary" => DataType.Binary,
                "date" => DataType.Date,
                "timestamp" or "timestamp_ltz" => DataType.Timestamp,
                "timestamp_ntz" => DataType.TimestampNtz,
                "decimal" or "dec" or "numeric" => Decimal(),
                "array" => Within(() => new DataType.Array(Type() ?? DataType.String, true)),
                "map" => Within(() =>
                {
                    var key = Type() ?? DataType.String;
                    Take(',');
                    return new DataType.Map(key, Type() ?? DataType.String, true);
                }),
                "struct" => Within(() => new DataType.Struct(Fields())),
                _ => new DataType.Primitive(name.Length > 0 ? name : throw Unknown(text)),
            };
        }

        private DataType Sized(DataType type)
        {
            if (!Is('('))
                return type;
            while (!IsAtEnd && !Is(')'))
                _at++;
            Take(')');
            return type;
        }

        private DataType Decimal()
        {
            if (!Is('('))
                return DataType.DecimalOf(10, 0);
            Take('(');
            var precision = Number();
            var scale = 0;
            if (Is(','))
            {
                Take(',');
                scale = Number();
            }
            Take(')');
            return DataType.DecimalOf(precision, scale);
        }

        private ImmutableArray<ColumnSchema> Fields()
        {
            var fields = ImmutableArray.CreateBuilder<ColumnSchema>();
            while (!Is('>'))
            {
                if (fields.Count > 0)
                    Take(',');
                var name = Name();
                if (Is(':'))
                    Take(':');
                fields.Add(new ColumnSchema(name, Type() ?? DataType.String));
            }
            return fields.ToImmutable();
        }

        private T Within<T>(Func<T> inside)
        {
            Take('<');
            var value = inside();
            Take('>');
            return value;
        }

        private string Name()
        {
            Blanks();
            if (!Is('`'))
                return Word();
            var end = text.IndexOf('`', _at + 1);
            var name = end < 0 ? throw Unknown(text) : text[(_at + 1)..end];
            _at = end + 1;
            return name;
        }

        private string Word()
        {
            Blanks();
            var start = _at;
            while (!IsAtEnd && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
                _at++;
            return text[start.._at];
        }

        private int Number() => int.TryParse(Word(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Unknown(text);

        private bool Is(char c)
        {
            Blanks();
            return !IsAtEnd && text[_at] == c;
        }

        private void Take(char c)
        {
            if (!Is(c))
                throw Unknown(text);
            _at++;
        }

        private void Blanks()
        {
            while (!IsAtEnd && text[_at] == ' ')
                _at++;
        }
    }
}
