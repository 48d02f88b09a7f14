using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Search.Api;

/// <summary>A list of texts of bounded number and length.</summary>
/// <param name="most">Most texts.</param>
/// <param name="longest">Most characters of each.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class StringListAttribute(int most, int longest) : ValidationAttribute
{
    /// <summary>Most texts.</summary>
    public int Most => most;

    /// <summary>Most characters of each.</summary>
    public int Longest => longest;

    public override bool IsValid(object? value) => value is not string[] texts || (texts.Length <= most && texts.All(text => text.Length <= longest));
}
