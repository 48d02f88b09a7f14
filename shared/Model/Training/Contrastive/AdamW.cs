using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Training.Contrastive;

/// <summary>AdamW whose two moments per parameter are plain named tensors, so that a checkpoint holds them. Matrices decay, vectors and scalars do not.</summary>
internal sealed class AdamW : IDisposable
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.98;
    private const double Epsilon = 1e-8;
    private const string FirstPrefix = "adam.first.";
    private const string SecondPrefix = "adam.second.";

    private readonly IReadOnlyDictionary<string, Parameter> _parameters;
    private readonly Dictionary<string, Tensor> _moments = new(StringComparer.Ordinal);
    private readonly double _weightDecay;

    public AdamW(IReadOnlyDictionary<string, Parameter> parameters, double weightDecay)
    {
        _parameters = parameters;
        _weightDecay = weightDecay;
        foreach (var (key, parameter) in parameters)
        {
            _moments[FirstPrefix + key] = zeros_like(parameter).DetachFromDisposeScope();
            _moments[SecondPrefix + key] = zeros_like(parameter).DetachFromDisposeScope();
        }
    }

    /// <summary>The moments by name, to be written to and read from checkpoints.</summary>
    public IReadOnlyDictionary<string, Tensor> Moments => _moments;

    /// <summary>Forgets the gradients.</summary>
    public void Zero()
    {
        foreach (var parameter in _parameters.Values)
        {
            parameter.grad?.zero_();
        }
    }

    /// <summary>Moves every parameter along its gradient.</summary>
    /// <param name="step">Number of the step, from 0.</param>
    /// <param name="rate">Learning rate.</param>
    public void Apply(int step, double rate)
    {
        using var noGradient = no_grad();
        var correction1 = 1 - Math.Pow(Beta1, step + 1);
        var correction2 = Math.Sqrt(1 - Math.Pow(Beta2, step + 1));
        foreach (var (key, parameter) in _parameters)
        {
            if (parameter.grad is not { } gradient)
            {
                continue;
            }

            using var scope = NewDisposeScope();
            var first = _moments[FirstPrefix + key].mul_(Beta1).add_(gradient, alpha: 1 - Beta1);
            var second = _moments[SecondPrefix + key].mul_(Beta2).addcmul_(gradient, gradient, 1 - Beta2);
            if (parameter.dim() > 1)
            {
                parameter.mul_(1 - (rate * _weightDecay));
            }

            parameter.addcdiv_(first, second.sqrt().div_(correction2).add_(Epsilon), -rate / correction1);
        }
    }

    public void Dispose()
    {
        foreach (var moment in _moments.Values)
        {
            moment.Dispose();
        }
    }
}
