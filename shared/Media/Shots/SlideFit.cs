namespace MoTE.Indexing.Media.Shots;

/// <summary>How far a slide has got.</summary>
/// <param name="Share">The share of the picture that shows the new one; 0 to 1.</param>
/// <param name="Unexplained">What is left of the picture, of the difference between the old and the new one.</param>
/// <param name="Unmoved">What is left of it when it is the old one, or the new one, and nothing slides.</param>
internal readonly record struct SlideFit(double Share, double Unexplained, double Unmoved);
