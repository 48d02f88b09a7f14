namespace MoTE.Indexing.Search.Api;

/// <summary>A request that is being worked on; the <c>ingest</c> events of this number tell what becomes of it.</summary>
/// <param name="RequestId">The number.</param>
public sealed record AcceptedRequest(Guid RequestId);
