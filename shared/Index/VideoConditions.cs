using System.Globalization;
using Microsoft.Data.Sqlite;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>Says in SQL what narrows a choice of rows of the table <c>video</c>.</summary>
internal sealed class VideoConditions
{
    private const string ContainsFunction = "contains_ignoring_case";
    private readonly List<string> _conditions = [];
    private readonly List<(string Name, object? Value)> _parameters = [];

    private VideoConditions()
    {
    }

    /// <summary>The conditions, to stand behind WHERE.</summary>
    public string Sql => string.Join(" AND ", _conditions);

    /// <summary>Values of the parameters in <see cref="Sql"/>.</summary>
    public ReadOnlySpan<(string Name, object? Value)> Parameters => _parameters.ToArray();

    /// <summary>Videos of a model that a filter means: the same as <see cref="VideoFilter.Includes"/>.</summary>
    public static VideoConditions Of(string modelFingerprint, VideoFilter filter)
    {
        var conditions = new VideoConditions();
        conditions.Add("video.model_fingerprint = {0}", modelFingerprint);
        if (filter.Id is { } id)
            conditions.Add("video.video_id = {0}", id.Value);
        if (filter.Collection is { } collection)
            conditions.Add("video.collection = {0}", collection);
        foreach (var (name, value) in filter.Tags)
            conditions.Add("EXISTS (SELECT 1 FROM json_each(video.tags) tag WHERE tag.key = {0} AND tag.value = {1})", name, value);
        if (filter.TitleContains is { } text)
            conditions.Add(ContainsFunction + "(video.title, {0})", text);
        if (filter.ReceivedFrom is { } from)
            conditions.Add("video.received_at >= {0}", VideoRows.Text(from));
        if (filter.ReceivedBefore is { } before)
            conditions.Add("video.received_at < {0}", VideoRows.Text(before));
        if (filter.ShortestDuration is { } shortest)
            conditions.Add("video.duration_ms * 10000 >= {0}", shortest.Ticks);
        if (filter.LongestDuration is { } longest)
            conditions.Add("video.duration_ms * 10000 <= {0}", longest.Ticks);
        return conditions;
    }

    /// <summary>Videos that a page of a list is taken from.</summary>
    public static VideoConditions Of(VideoListing listing)
    {
        var conditions = Of(listing.ModelFingerprint, listing.Filter);
        if (listing.State is { } state)
            conditions.Add("video.state = {0}", state.ToString());
        if (listing.After is { } after)
            conditions.Add("(video.received_at < {0} OR (video.received_at = {0} AND video.video_id > {1}))", VideoRows.Text(after.ReceivedAt), after.Id.Value);
        return conditions;
    }

    /// <summary>Teaches a connection what SQL lacks: its own comparison ignores the case of ASCII letters only.</summary>
    public static void AddFunctions(SqliteConnection connection) => connection.CreateFunction(
        ContainsFunction, (string title, string text) => title.Contains(text, StringComparison.OrdinalIgnoreCase), isDeterministic: true);

    private void Add(string format, params ReadOnlySpan<object> values)
    {
        var names = new object[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            names[i] = string.Create(CultureInfo.InvariantCulture, $"$condition{_parameters.Count}");
            _parameters.Add(((string)names[i], values[i]));
        }

        _conditions.Add(string.Format(CultureInfo.InvariantCulture, format, names));
    }
}
