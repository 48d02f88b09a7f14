using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace MoTE.Indexing.Hosting;

/// <summary>Checks options by their annotations, and names what is wrong as it is named in configuration.</summary>
/// <param name="section">Where they are found.</param>
internal sealed class AnnotatedSection<TOptions>(string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var faults = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(faults.Select(Sentence));
    }

    private string Sentence(ValidationResult fault) => fault.ErrorMessage?.Contains($"{section}:", StringComparison.Ordinal) is true
        ? fault.ErrorMessage
        : $"{section}:{string.Join('+', fault.MemberNames)}: {fault.ErrorMessage}";
}
