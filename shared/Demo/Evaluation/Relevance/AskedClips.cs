using MoTE.Indexing.World.Captions;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Evaluation.Relevance;

/// <summary>The clips of one seed: what they show, and how they score.</summary>
internal sealed class AskedClips
{
    private const int GallerySize = 200;

    private readonly int _seed;
    private readonly IReadOnlyList<Scene> _scenes;

    public AskedClips(int seed, IReadOnlyList<Scene> scenes, ScoredViews views)
    {
        (_seed, _scenes, Views) = (seed, scenes, views);
        var shown = scenes.Select(scene => new ShownFacts(scene)).ToArray();
        Truth = [.. WorldQueries.All.Select(query => shown.Select(facts => facts.Any(query.IsShown)).ToArray())];
    }

    public ScoredViews Views { get; }

    /// <summary>Whether each clip shows each phrase of <see cref="WorldQueries.All"/>, null where it shows a part of it: [phrase][clip].</summary>
    public bool?[][] Truth { get; }

    /// <summary>Archives of a size, of all clips where there are fewer; always the same.</summary>
    public IEnumerable<IReadOnlyList<int>> Archives(int size, int count)
    {
        var random = new Random(_seed);
        for (var i = 0; i < count; i++)
        {
            var clips = Enumerable.Range(0, _scenes.Count).ToArray();
            random.Shuffle(clips);
            yield return clips[..Math.Min(size, clips.Length)];
        }
    }

    public float[] Scores(EvaluatedModel model, string phrase) => Scores(model.EncodeQueries([phrase])[0]);

    public float[] Scores(float[] query) => [.. Views.For(query).Select(found => found.Score)];

    /// <summary>Of each clip that passes: whether its full description finds it first in its gallery. Of equal scores the own one counts as last.</summary>
    public IEnumerable<bool> OwnFirst(Func<IReadOnlyList<string>, float[][]> encode, Func<Scene, bool> passes)
    {
        var asked = Enumerable.Range(0, _scenes.Count).Where(clip => passes(_scenes[clip])).ToArray();
        var queries = encode([.. asked.Select(clip => CaptionWriter.Describe(_scenes[clip]))]);
        return asked.Zip(queries, (own, query) =>
        {
            var scores = Scores(query);
            var first = own / GallerySize * GallerySize;
            return !Enumerable.Range(first, Math.Min(GallerySize, _scenes.Count - first)).Any(other => other != own && scores[other] >= scores[own]);
        });
    }

    /// <summary>Of each clip with a single event: whether the event's name fits better than its reversal's.</summary>
    public IEnumerable<bool> Reversals(float[][] classes)
    {
        var scores = classes.Select(Scores).ToArray();
        return Enumerable.Range(0, _scenes.Count)
            .Where(clip => _scenes[clip].Class is not null)
            .Select(clip => scores[_scenes[clip].Class!.Value.Index][clip] > scores[_scenes[clip].Class!.Value.Reversed.Index][clip]);
    }
}
