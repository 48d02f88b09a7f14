using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Search.Api;

/// <summary>A list of tags, each <c>key=value</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TagListAttribute() : ValidationAttribute("A tag is written key=value, and there are at most 32.")
{
    public override bool IsValid(object? value) => value is not string[] tags || (tags.Length <= Limits.Tags && tags.All(Tags.IsTag));
}
