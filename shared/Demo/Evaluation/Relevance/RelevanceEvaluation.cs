namespace MoTE.Indexing.Demo.Evaluation.Relevance;

/// <summary>How far relevance tells what an archive holds from what it does not. Shares are 0 to 1.</summary>
/// <param name="Clips">Rendered clips that archives are made of.</param>
/// <param name="Queries">Phrases whose words the model knows.</param>
/// <param name="RealLifePhrases">Phrases from beyond its world.</param>
/// <param name="CutOffs">Each way to tell relevance, cut-off and size of archive.</param>
/// <param name="Families">The bundle's own way at the default cut-off, family by family.</param>
/// <param name="Unwanted">Searches for one thing and not another.</param>
/// <param name="Encodings">Ways to encode a query.</param>
public sealed record RelevanceEvaluation(
    int Clips,
    int Queries,
    int RealLifePhrases,
    IReadOnlyList<CutOffRow> CutOffs,
    IReadOnlyList<FamilyRow> Families,
    IReadOnlyList<UnwantedRow> Unwanted,
    IReadOnlyList<EncodingRow> Encodings);

/// <summary>What a cut-off does in archives of one size; every family of phrases counts alike.</summary>
/// <param name="Relevance">How relevance is told: as the bundle does, by an archive that nobody described, or against the archive vocabulary.</param>
/// <param name="CutOff">Least relevance of an answer.</param>
/// <param name="ArchiveSize">Clips of an archive.</param>
/// <param name="Kept">Of phrases that at least one clip shows: share answered with at least one such clip.</param>
/// <param name="Recall">Of the clips that show a phrase: share that is answered with.</param>
/// <param name="Precision">Of the answers to phrases that at least one clip shows: share that shows it.</param>
/// <param name="NothingAbsent">Of phrases that no clip shows (those that do are taken out): share answered "nothing matches".</param>
/// <param name="NothingRealLife">Of phrases from beyond the world: share answered "nothing matches".</param>
public sealed record CutOffRow(string Relevance, double CutOff, int ArchiveSize, double Kept, double Recall, double Precision, double NothingAbsent, double NothingRealLife);

/// <summary>One family of phrases at the default cut-off.</summary>
/// <param name="Family">An example.</param>
/// <param name="Phrases">How many there are.</param>
/// <param name="AveragePrecision">Mean average precision of the ranking of 1,000 clips, whatever their relevance: what the model can tell apart at all.</param>
/// <param name="Sizes">One entry for each size of archive.</param>
public sealed record FamilyRow(string Family, int Phrases, double AveragePrecision, IReadOnlyList<FamilyAtSize> Sizes);

/// <summary>One family in archives of one size.</summary>
/// <param name="ArchiveSize">Clips of an archive.</param>
/// <param name="Kept">As in <see cref="CutOffRow"/>.</param>
/// <param name="Recall">As in <see cref="CutOffRow"/>.</param>
/// <param name="NothingAbsent">As in <see cref="CutOffRow"/>.</param>
public sealed record FamilyAtSize(int ArchiveSize, double Kept, double Recall, double NothingAbsent);

/// <summary>Searches for one thing and not another, at the default cut-off.</summary>
/// <param name="Wanted">Example of what is searched for.</param>
/// <param name="Unwanted">Example of what must not be shown.</param>
/// <param name="LeftOut">Of the clips that show both and would be answered with: share that is left out.</param>
/// <param name="Kept">Of the clips that show the wanted alone and would be answered with: share that still is.</param>
public sealed record UnwantedRow(string Wanted, string Unwanted, double LeftOut, double Kept);

/// <summary>A way to encode queries.</summary>
/// <param name="Encoding">As a search reads it; the raw text; or the mean of the bundle's prompt templates.</param>
/// <param name="DescriptionFirst">Share of full descriptions that find their own clip first of 200.</param>
/// <param name="HeldOutFirst">The same for combinations of shape and colour that training never showed.</param>
/// <param name="Reversal">Share of single events that fit their own name better than its reversal.</param>
/// <param name="AveragePrecision">Mean average precision of each family of phrases in 1,000 clips.</param>
public sealed record EncodingRow(string Encoding, double DescriptionFirst, double HeldOutFirst, double Reversal, IReadOnlyDictionary<string, double> AveragePrecision);
