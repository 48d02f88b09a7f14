using MoTE.Indexing.Model.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Training;

/// <summary>AdamW with beta 0.9 and epsilon 1e-8, whose whole state can be saved (specification 8).</summary>
internal sealed class DecoupledAdam : IDisposable
{
    private const double Beta1 = 0.9;
    private const double PublishedBeta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly List<Moments> _moments;
    private readonly double _beta2;

    /// <param name="parameters">What is trained, by key, each with its share of the learning rate.</param>
    /// <param name="weightDecay">On every parameter that decays.</param>
    /// <param name="beta2">Memory of the second moment.</param>
    /// <param name="decays">Which parameters decay; all, as published, when left out.</param>
    public DecoupledAdam(
        IEnumerable<(string Key, Parameter Parameter, double Ratio)> parameters,
        double weightDecay,
        double beta2 = PublishedBeta2,
        Func<Parameter, bool>? decays = null)
    {
        _beta2 = beta2;
        using var noGradient = no_grad();
        _moments =
        [
            .. parameters.Select(entry => new Moments(
                entry.Key,
                entry.Parameter,
                entry.Ratio,
                decays?.Invoke(entry.Parameter) ?? true ? weightDecay : 0,
                zeros_like(entry.Parameter).DetachFromDisposeScope(),
                zeros_like(entry.Parameter).DetachFromDisposeScope())),
        ];
    }

    /// <summary>First and second moments by <c>first.KEY</c> and <c>second.KEY</c>.</summary>
    public IReadOnlyDictionary<string, Tensor> State => _moments
        .SelectMany(moment => new[] { (Key: "first." + moment.Key, Value: moment.First), (Key: "second." + moment.Key, Value: moment.Second) })
        .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

    /// <summary>Steps that each parameter has made, in order.</summary>
    public long[] Steps
    {
        get => [.. _moments.Select(moment => moment.Steps)];
        set
        {
            for (var i = 0; i < _moments.Count; i++)
                _moments[i].Steps = value[i];
        }
    }

    /// <summary>Moves every parameter that has a gradient, and forgets the gradients.</summary>
    /// <param name="learningRate">That of ratio 1.</param>
    public void Step(double learningRate)
    {
        using var noGradient = no_grad();
        foreach (var moment in _moments)
        {
            using var scope = NewDisposeScope();
            if (moment.Parameter.grad is not { } gradient)
                continue;

            var rate = learningRate * moment.Ratio;
            moment.Steps++;
            moment.Parameter.TimesInPlace(1 - (rate * moment.WeightDecay));
            moment.First.TimesInPlace(Beta1).PlusTimesInPlace(gradient, 1 - Beta1);
            moment.Second.TimesInPlace(_beta2).PlusProductInPlace(gradient, gradient, 1 - _beta2);
            var correction1 = 1 - Math.Pow(Beta1, moment.Steps);
            var correction2 = 1 - Math.Pow(_beta2, moment.Steps);
            var deviation = moment.Second.sqrt().TimesInPlace(1 / Math.Sqrt(correction2)).PlusInPlace(Epsilon);
            moment.Parameter.PlusQuotientInPlace(moment.First, deviation, -rate / correction1);
            moment.Parameter.grad = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var moment in _moments)
        {
            moment.First.Dispose();
            moment.Second.Dispose();
        }
    }

    private sealed record Moments(string Key, Parameter Parameter, double Ratio, double WeightDecay, Tensor First, Tensor Second)
    {
        public long Steps { get; set; }
    }
}
