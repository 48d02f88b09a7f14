using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Search.Api;

/// <summary>Tags as an object of JSON.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TagMapAttribute() : ValidationAttribute("There are at most 32 tags, their keys have 1 to 100 characters and no '=', and their values at most 300.")
{
    public override bool IsValid(object? value) =>
        value is not IReadOnlyDictionary<string, string> tags || (tags.Count <= Limits.Tags && tags.All(tag => IsKey(tag.Key) && tag.Value is { Length: <= Limits.TagValue }));

    private static bool IsKey(string key) => key.Length is > 0 and <= Limits.TagKey && !key.Contains('=', StringComparison.Ordinal);
}
