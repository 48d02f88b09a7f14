using MoTE.Indexing.Contracts;
using MoTE.Indexing.Hosting.Telemetry;

namespace MoTE.Indexing.Embedding.Chunks;

/// <summary>Adds up how long the stages of one chunk are at work; each stage writes its own time only.</summary>
/// <param name="clock">Time.</param>
internal sealed class StageWatch(TimeProvider clock)
{
    private TimeSpan _decode;
    private TimeSpan _preprocess;
    private TimeSpan _encode;
    private TimeSpan _write;

    /// <summary>What was added up so far.</summary>
    public StageTimes Times => new()
    {
        DecodeMs = (long)_decode.TotalMilliseconds,
        PreprocessMs = (long)_preprocess.TotalMilliseconds,
        EncodeMs = (long)_encode.TotalMilliseconds,
        WriteMs = (long)_write.TotalMilliseconds,
    };

    /// <summary>Adds what was added up to what is measured of the pipeline; once, when the chunk is done.</summary>
    public void Measure()
    {
        PipelineMetrics.Took(Stages.Decode, _decode);
        PipelineMetrics.Took(Stages.Preprocess, _preprocess);
        PipelineMetrics.Took(Stages.Encode, _encode);
        PipelineMetrics.Took(Stages.Write, _write);
    }

    public async ValueTask<T> DecodeAsync<T>(Func<ValueTask<T>> work)
    {
        var started = clock.GetTimestamp();
        try
        {
            return await work();
        }
        finally
        {
            _decode += clock.GetElapsedTime(started);
        }
    }

    public T Preprocess<T>(Func<T> work)
    {
        var started = clock.GetTimestamp();
        var result = work();
        _preprocess += clock.GetElapsedTime(started);
        return result;
    }

    public void Encoded(TimeSpan took) => _encode += took;

    public async Task WriteAsync(Func<Task> work)
    {
        var started = clock.GetTimestamp();
        await work();
        _write += clock.GetElapsedTime(started);
    }
}
