using MoTE.Indexing.Browser.Tests.Fixtures;
using Xunit.Sdk;
using Xunit.v3;

// One browser and one process of the sample archive for all; one test at a time, because each uses every core.
[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(SampleArchive))]
[assembly: Parallelization(Mode = ParallelMode.None)]
