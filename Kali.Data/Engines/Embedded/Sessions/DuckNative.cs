using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kali.Data.Engines.Embedded.Sessions;

/// <summary>What DuckDB's C interface has and DuckDB.NET leaves out.</summary>
internal static partial class DuckNative
{
    private const string Library = "duckdb";

    /// <summary>How many threads may ask a table function for rows at the same time.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_init_set_max_threads")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetMostThreads(IntPtr initInfo, ulong threads);

    /// <summary>A prepared statement made ready to be worked task by task, its rows computed as they are fetched; 0 when it is.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_pending_prepared_streaming")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Begin(IntPtr prepared, out IntPtr pending);

    /// <summary>The same, its rows computed to the last before the first is fetched.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_pending_prepared")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int BeginWhole(IntPtr prepared, out IntPtr pending);

    /// <summary>Works a task of the statement on this thread.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_pending_execute_task")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial PendingState Work(IntPtr pending);

    /// <summary>What a statement at work failed with, as UTF-8 that belongs to it.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_pending_error")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial IntPtr FaultOf(IntPtr pending);

    /// <summary>The result (a <c>duckdb_result</c>) of a statement; 0 when it has no error.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_execute_pending")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static unsafe partial int Execute(IntPtr pending, void* result);

    [LibraryImport(Library, EntryPoint = "duckdb_destroy_pending")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void End(ref IntPtr pending);

    /// <summary>The statement's state after a task.</summary>
    public enum PendingState
    {
        Ready = 0,
        NotReady = 1,
        Error = 2,

        /// <summary>All that is left is being worked by other threads.</summary>
        NothingToDo = 3,
    }
}
