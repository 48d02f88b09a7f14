using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using MoTE.Indexing.Search.Api;

namespace MoTE.Indexing.Search.Web;

/// <summary>Checks what clients send against the annotations of the types that receive it; the first fault is answered with its sentence.</summary>
internal sealed class ParameterChecks : IEndpointFilter
{
    private static readonly string OurTypes = typeof(SearchParameters).Namespace!;

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments.OfType<object>().Where(argument => argument.GetType().Namespace == OurTypes))
        {
            var faults = new List<ValidationResult>();
            if (!Validator.TryValidateObject(argument, new ValidationContext(argument), faults, validateAllProperties: true))
                return ValueTask.FromResult<object?>(Problems.Invalid(faults[0].ErrorMessage!));
        }

        return next(context);
    }
}
