using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using MoTE.Indexing.Search.Export;

namespace MoTE.Indexing.Search.Api;

/// <summary>What a search found as a file that other programs open.</summary>
internal static class MomentsFile
{
    public const string Csv = "csv";
    public const string Edl = "edl";
    public const string CsvType = "text/csv";
    public const string EdlType = "text/plain";

    /// <param name="answer">What was found.</param>
    /// <param name="format"><see cref="Csv"/> or <see cref="Edl"/>.</param>
    /// <param name="rate">The timeline's rate, for <see cref="Edl"/>.</param>
    /// <param name="site">Address of this service, for links into the page.</param>
    public static FileContentHttpResult Of(SearchAnswer answer, string format, EditRate rate, string site)
    {
        var moments = answer.Hits.Select(hit => Moment(hit, site)).ToList();
        var title = answer.Like is { } like ? $"like {like.Title}" : answer.Query;
        using var text = new StringWriter();
        if (format == Csv)
            MomentsCsv.Write(text, moments);
        else
            MomentsEdl.Write(text, title, moments, rate);

        // Spreadsheets know UTF-8 by its mark; programs that read edit lists do not expect one.
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: format == Csv);
        return TypedResults.Bytes([.. encoding.Preamble, .. encoding.GetBytes(text.ToString())], $"{(format == Csv ? CsvType : EdlType)}; charset=utf-8", $"{FileNames.Of(title, "moments")}.{format}");
    }

    private static ListedMoment Moment(HitAnswer hit, string site) => new(
        hit.VideoId, hit.Title, hit.Source, TimeSpan.FromMilliseconds(hit.StartMs), TimeSpan.FromMilliseconds(hit.EndMs), hit.Relevance, hit.Score, site + Links.Page(hit.VideoId, hit.StartMs));
}
