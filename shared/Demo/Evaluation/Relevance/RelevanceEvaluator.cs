using MoTE.Indexing.Demo.Clips;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.World.Captions;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Evaluation.Relevance;

/// <summary>Asks archives of rendered clips for what they hold and for what they do not, at several cut-offs and sizes.</summary>
/// <param name="model">The model that is asked.</param>
/// <param name="workFolder">Keeps the rendered clips for the next time.</param>
public sealed class RelevanceEvaluator(EvaluatedModel model, string workFolder)
{
    /// <summary>Clips that a seed draws.</summary>
    public const int ClipsPerSeed = 1000;

    // Archives of each size that are made of the clips of a seed; one more is made of the clips of all.
    private static readonly (int Size, int Archives)[] Sizes = [(30, 10), (300, 3), (ClipsPerSeed, 1)];
    private static readonly double[] CutOffs = [0.1, 0.25, 0.5, 0.75, 0.9];

    private readonly IReadOnlyList<string> _families = [.. WorldQueries.All.Select(query => query.Family).Distinct(StringComparer.Ordinal)];

    /// <summary>Renders or reads the clips of every seed and asks.</summary>
    /// <param name="seeds">Draw the clips; none of them was trained or calibrated on, whatever the seed.</param>
    /// <param name="progress">Receives the number of clips of each finished part.</param>
    /// <param name="cancellationToken">Stops FFmpeg and the evaluation.</param>
    public async Task<RelevanceEvaluation> EvaluateAsync(IReadOnlyList<int> seeds, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        var cache = new FilmCache(workFolder, model.FramesPerView, model.Resolution);
        var rooms = new List<AskedClips>();
        foreach (var seed in seeds)
        {
            var scenes = ArchiveScenes.Draw(new Random(unchecked(EvaluationScenes.SeedBase + 50_000_000 + seed)), ClipsPerSeed);
            var films = await cache.GetAsync("relevance", scenes, seed, progress, cancellationToken).ConfigureAwait(false);
            rooms.Add(new AskedClips(seed, scenes, new ScoredViews(model.Candidates, model.Embed(films))));
        }

        return Ask(rooms, cancellationToken);
    }

    internal RelevanceEvaluation Ask(List<AskedClips> clips, CancellationToken cancellationToken)
    {
        var archives = Archives(clips);
        var rows = new List<CutOffRow>();
        IReadOnlyList<FamilyRow> families = [];
        foreach (var (name, relevance) in Ways(clips[0].Views.Views, cancellationToken))
        {
            var world = Relevances(clips, relevance, [.. WorldQueries.All.Select(query => query.Text)]);
            var real = Relevances(clips, relevance, RealLifePhrases.All);
            var answers = archives.Select(archive => (archive.Size, Answers: Ask(relevance, world, Truth(clips), archive.Clips))).ToArray();
            var foreign = archives.Select(archive => (archive.Size, Answers: Ask(relevance, real, Nowhere(real), archive.Clips))).ToArray();
            foreach (var size in archives.Select(archive => archive.Size).Distinct())
                rows.AddRange(CutOffs.Select(cutOff => CutOff(name, cutOff, size, Of(answers, size), Of(foreign, size))));
            if (name == "bundle")
                families = [.. _families.Select(family => Family(family, clips, answers))];
        }

        return new RelevanceEvaluation(clips.Sum(some => some.Views.Views.Count), WorldQueries.All.Count, RealLifePhrases.All.Count, rows, families, Unwanted(clips), Encodings(clips));
    }

    // As the bundle tells relevance, as it would after 'mote models calibrate' on the clips of the first seed, and as it would with neither.
    private IEnumerable<(string Name, QueryRelevance Relevance)> Ways(IReadOnlyList<ViewEmbedding> archive, CancellationToken cancellationToken)
    {
        yield return ("bundle", model.Relevance);
        if (archive.Count >= ArchiveCalibrator.LeastViews)
            yield return ("archive", model.RelevanceBy(ArchiveCalibrator.Fit(archive, model.ArchiveFeatures, model.Candidates, null, cancellationToken)));
        yield return ("archive vocabulary", model.RelevanceBy(calibration: null));
    }

    // Clips are numbered through all seeds.
    private static List<(int Size, IReadOnlyList<int> Clips)> Archives(List<AskedClips> clips)
    {
        var (archives, first) = (new List<(int, IReadOnlyList<int>)>(), 0);
        foreach (var some in clips)
        {
            foreach (var (size, count) in Sizes)
                archives.AddRange(some.Archives(size, count).Select(archive => (size, (IReadOnlyList<int>)[.. archive.Select(clip => first + clip)])));
            first += some.Views.Views.Count;
        }

        if (clips.Count > 1)
            archives.Add((first, [.. Enumerable.Range(0, first)]));
        return archives;
    }

    private static bool?[][] Truth(List<AskedClips> clips) => [.. Enumerable.Range(0, WorldQueries.All.Count).Select(query => clips.SelectMany(some => some.Truth[query]).ToArray())];

    private static bool?[][] Nowhere(float[][] relevances) => [.. relevances.Select(phrase => Enumerable.Repeat<bool?>(false, phrase.Length).ToArray())];

    // [phrase][clip], before anything is known of an archive.
    private float[][] Relevances(List<AskedClips> clips, QueryRelevance relevance, IReadOnlyList<string> phrases) =>
    [
        .. phrases.Zip(model.EncodeQueries(phrases)).AsParallel().AsOrdered().Select(pair =>
        {
            var scale = relevance.For(pair.Second, model.FragmentShare(pair.First));
            return clips.SelectMany(some => some.Views.RelevanceFor(pair.Second, scale)).ToArray();
        }),
    ];

    // [phrase]
    private static ArchiveAnswer[] Ask(QueryRelevance relevance, float[][] relevances, bool?[][] truth, IReadOnlyList<int> archive) =>
        [.. relevances.AsParallel().AsOrdered().Zip(truth.AsParallel().AsOrdered(), (phrase, shown) => ArchiveAnswer.Of(relevance, phrase, shown, archive))];

    private static ArchiveAnswer[][] Of((int Size, ArchiveAnswer[] Answers)[] archives, int size) => [.. archives.Where(archive => archive.Size == size).Select(archive => archive.Answers)];

    private CutOffRow CutOff(string name, double cutOff, int size, ArchiveAnswer[][] world, ArchiveAnswer[][] real)
    {
        var byFamily = _families.Select(family => At(family, cutOff, world)).ToArray();
        return new CutOffRow(
            name,
            cutOff,
            size,
            Mean(byFamily.Select(Kept)),
            Mean(byFamily.Select(Recall)),
            Mean(byFamily.Select(Precision)),
            Mean(byFamily.Select(Nothing)),
            Mean(real.SelectMany(archive => archive).Select(answer => One(answer.At(cutOff).FalseAlone == 0))));
    }

    private static FamilyAtSize AtSize(int size, CutAnswer[] answers) => new(size, Kept(answers), Recall(answers), Nothing(answers));

    private FamilyRow Family(string family, List<AskedClips> clips, (int Size, ArchiveAnswer[] Answers)[] archives)
    {
        var members = Members(family);
        return new FamilyRow(
            family,
            members.Length,
            Mean(clips.SelectMany(some => members.Select(query => AveragePrecision(some.Scores(model, WorldQueries.All[query].Text), some.Truth[query]))).OfType<double>()),
            [.. archives.Select(archive => archive.Size).Distinct().Select(size => AtSize(size, At(family, QueryRelevance.DefaultLeast, Of(archives, size))))]);
    }

    private static CutAnswer[] At(string family, double cutOff, ArchiveAnswer[][] archives)
    {
        var members = Members(family);
        return [.. archives.SelectMany(answers => members.Select(query => answers[query].At(cutOff)))];
    }

    private static int[] Members(string family) => [.. Enumerable.Range(0, WorldQueries.All.Count).Where(query => WorldQueries.All[query].Family == family)];

    private static double Kept(CutAnswer[] answers) => Mean(answers.Where(answer => answer.Shown > 0).Select(answer => One(answer.Found > 0)));

    private static double Recall(CutAnswer[] answers) => Mean(answers.Where(answer => answer.Shown > 0).Select(answer => (double)answer.Found / answer.Shown));

    private static double Precision(CutAnswer[] answers) =>
        Mean(answers.Where(answer => answer.Shown > 0 && answer.Found + answer.False > 0).Select(answer => (double)answer.Found / (answer.Found + answer.False)));

    private static double Nothing(CutAnswer[] answers) => Mean(answers.Select(answer => One(answer.FalseAlone == 0)));

    private IReadOnlyList<UnwantedRow> Unwanted(List<AskedClips> clips)
    {
        var vectors = model.EncodeQueries([.. WorldQueries.All.Select(query => query.Text)]);
        return [.. WorldQueries.Exclusions.Select(exclusion =>
        {
            var (leftOut, kept) = (new List<double>(), new List<double>());
            foreach (var some in clips)
            {
                foreach (var (wanted, unwanted) in exclusion.Pairs)
                {
                    var scale = model.Relevance.For(vectors[wanted], 0);
                    var before = some.Views.RelevanceFor(vectors[wanted], scale);
                    var prevalence = model.Relevance.PrevalenceIn(before.OrderDescending(), before.Length);
                    var answered = before.Select(prevalence.Relevance).ToArray();
                    var exclude = new UnwantedTexts(new SearchedText(vectors[wanted], 0), [new SearchedText(vectors[unwanted], 0)], model.Candidates, model.Relevance);
                    foreach (var clip in Enumerable.Range(0, answered.Length).Where(clip => some.Truth[wanted][clip] == true && answered[clip] >= QueryRelevance.DefaultLeast))
                    {
                        if (some.Truth[unwanted][clip] is { } both)
                            (both ? leftOut : kept).Add(One(exclude.Describe(some.Views.Views[clip]) == both));
                    }
                }
            }

            return new UnwantedRow(exclusion.Wanted, exclusion.Unwanted, Mean(leftOut), Mean(kept));
        })];
    }

    private IReadOnlyList<EncodingRow> Encodings(List<AskedClips> clips) =>
    [
        Encoding("as a search", model.EncodeQueries, clips),
        Encoding("raw text", model.Encode, clips),
        Encoding("prompt templates", model.ClassFeatures, clips),
    ];

    private static EncodingRow Encoding(string name, Func<IReadOnlyList<string>, float[][]> encode, List<AskedClips> clips)
    {
        var queries = encode([.. WorldQueries.All.Select(query => query.Text)]);
        var precisions = clips.SelectMany(some => queries.Select((query, i) => (WorldQueries.All[i].Family, Precision: AveragePrecision(some.Scores(query), some.Truth[i]))));
        var classes = encode([.. TemporalClass.All.Select(Lexicon.NameOf)]);
        return new EncodingRow(
            name,
            Mean(clips.SelectMany(some => some.OwnFirst(encode, scene => !HeldOut.HasUnseenLook(scene))).Select(One)),
            Mean(clips.SelectMany(some => some.OwnFirst(encode, HeldOut.HasUnseenLook)).Select(One)),
            Mean(clips.SelectMany(some => some.Reversals(classes)).Select(One)),
            precisions.GroupBy(pair => pair.Family, pair => pair.Precision).ToDictionary(group => group.Key, group => Mean(group.OfType<double>()), StringComparer.Ordinal));
    }

    /// <returns>Null when nothing shows it.</returns>
    private static double? AveragePrecision(float[] scores, bool?[] truth)
    {
        var (sum, found) = (0.0, 0);
        var ranked = Enumerable.Range(0, scores.Length).Where(clip => truth[clip] is not null).OrderByDescending(clip => scores[clip]);
        foreach (var (clip, rank) in ranked.Select((clip, rank) => (clip, rank)))
        {
            if (truth[clip] == true)
                sum += (double)++found / (rank + 1);
        }

        return found == 0 ? null : sum / found;
    }

    private static double One(bool holds) => holds ? 1 : 0;

    private static double Mean(IEnumerable<double> values) => Math.Round(values.DefaultIfEmpty().Average(), 4);
}
