using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Processes;

/// <summary>The model that a deployment works with; every service is given the same.</summary>
public sealed class ModelOptions
{
    /// <summary>Where these options are found in configuration.</summary>
    public const string SectionName = "Model";

    /// <summary>Folder of the bundle.</summary>
    [Required(ErrorMessage = "It is missing: the folder of the model bundle that this deployment works with.")]
    public string Folder { get; set; } = "";
}
