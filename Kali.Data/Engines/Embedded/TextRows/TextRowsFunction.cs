using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Native;
using Kali.Data.Engines.Embedded.Sessions;
using static DuckDB.NET.Native.NativeMethods;

namespace Kali.Data.Engines.Embedded.TextRows;

/// <summary>
/// DuckDB's table function <c>kali_text_rows(id)</c>: the rows of a <see cref="TextRowsSource"/>, written into its vectors as UTF-8
/// without a string a cell. Registered once an instance, because DuckDB cannot forget a function.
/// </summary>
internal static unsafe class TextRowsFunction
{
    public const string Name = "kali_text_rows";

    /// <summary>One thread cuts the file into cells; more than these it cannot feed.</summary>
    private const int MostThreads = 4;

    public static void Register(DuckDBNativeConnection connection)
    {
        var function = TableFunction.DuckDBCreateTableFunction();
        TableFunction.DuckDBTableFunctionSetName(function, Name);
        using (var id = LogicalType.DuckDBCreateLogicalType(DuckDBType.BigInt))
            TableFunction.DuckDBTableFunctionAddParameter(function, id);
        TableFunction.DuckDBTableFunctionSetBind(function, &Bind);
        TableFunction.DuckDBTableFunctionSetInit(function, &Init);
        TableFunction.DuckDBTableFunctionSetFunction(function, &Fill);
        var isRegistered = TableFunction.DuckDBRegisterTableFunction(connection, function).IsSuccess();
        TableFunction.DuckDBDestroyTableFunction(ref function);
        if (!isRegistered)
            throw new InvalidOperationException("DuckDB did not take the table function for rows of text.");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Bind(IntPtr info)
    {
        try
        {
            using var parameter = TableFunction.DuckDBBindGetParameter(info, 0);
            var source = TextRowsSource.Find(Value.DuckDBGetInt64(parameter));
            using (var text = LogicalType.DuckDBCreateLogicalType(DuckDBType.Varchar))
            {
                foreach (var column in source.Columns)
                    TableFunction.DuckDBBindAddResultColumn(info, column, text);
            }
            using (var number = LogicalType.DuckDBCreateLogicalType(DuckDBType.BigInt))
                TableFunction.DuckDBBindAddResultColumn(info, "_row", number);
            TableFunction.DuckDBBindSetBindData(info, GCHandle.ToIntPtr(GCHandle.Alloc(source)), &Free);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            TableFunction.DuckDBBindSetError(info, fault.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Init(IntPtr info)
    {
        var source = (TextRowsSource)GCHandle.FromIntPtr(TableFunction.DuckDBInitGetBindData(info)).Target!;
        try
        {
            TableFunction.DuckDBInitSetInitData(info, GCHandle.ToIntPtr(GCHandle.Alloc(source.Start())), &FreeReading);
            if (source.IsLong)
                DuckNative.SetMostThreads(info, MostThreads);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            source.Fail(fault);
            TableFunction.DuckDBInitSetError(info, fault.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Fill(IntPtr info, IntPtr chunk)
    {
        var reading = (TextRowsReading)GCHandle.FromIntPtr(TableFunction.DuckDBFunctionGetInitData(info)).Target!;
        try
        {
            // The chunk belongs to DuckDB; the handle must not free it.
            using var output = new BorrowedChunk(chunk);
            DataChunks.DuckDBDataChunkSetSize(output, (ulong)Fill(reading, output));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            reading.Source.Fail(fault);
            TableFunction.DuckDBFunctionSetError(info, fault.Message);
        }
    }

    private static int Fill(TextRowsReading reading, DuckDBDataChunk output)
    {
        if (reading.Next() is not { } batch)
            return 0;
        TextVectors.Write(batch, output);
        // Once given back, the reader's thread may be filling it anew.
        var count = batch.RowCount;
        reading.GiveBack(batch);
        return count;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Free(IntPtr handle) => GCHandle.FromIntPtr(handle).Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void FreeReading(IntPtr handle)
    {
        var held = GCHandle.FromIntPtr(handle);
        ((TextRowsReading)held.Target!).Dispose();
        held.Free();
    }

    private sealed class BorrowedChunk : DuckDBDataChunk
    {
        public BorrowedChunk(IntPtr chunk) => SetHandle(chunk);

        protected override bool ReleaseHandle() => true;
    }
}
