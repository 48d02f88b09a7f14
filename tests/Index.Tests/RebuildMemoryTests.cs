using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Index.Tests;

public sealed class RebuildMemoryTests : RebuildRecordContract
{
    protected override IRebuildRecord Record { get; } = new RebuildMemory();
}
