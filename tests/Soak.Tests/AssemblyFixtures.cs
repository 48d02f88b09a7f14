using MoTE.Indexing.Soak.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Site))]
[assembly: Parallelization(Mode = ParallelMode.None)]
