namespace MoTE.Indexing.Media;

/// <summary>Work that mostly waits for a program's pipe, in a thread of its own: to be woken by the thread pool for every piece costs more than the reading.</summary>
internal static class OwnThread
{
    /// <summary>Starts the work.</summary>
    /// <returns>Ends with it, and with whatever it throws.</returns>
    public static Task Run(Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Waits, in such a thread, for something that is nearly always there already.</summary>
    public static T Wait<T>(ValueTask<T> value) => value.IsCompletedSuccessfully ? value.Result : value.AsTask().GetAwaiter().GetResult();

    /// <summary>Waits, in such a thread, for something that is nearly always done already.</summary>
    public static void Wait(ValueTask done)
    {
        if (!done.IsCompletedSuccessfully) done.AsTask().GetAwaiter().GetResult();
    }
}
