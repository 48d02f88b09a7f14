namespace MoTE.Indexing.Domain;

/// <summary>What is known of the rebuild that is asked for or in work, or else of the last one, for all processes of an archive.</summary>
public interface IRebuildRecord
{
    /// <summary>The rebuild; null when there was none.</summary>
    Task<Rebuild?> FindAsync(CancellationToken cancellationToken);

    /// <summary>Changes it in one step, so that nobody else's change is lost.</summary>
    /// <param name="change">Given the rebuild as it is, or null, the rebuild as it shall be, or null to leave all as it is; may be called again when somebody else was faster.</param>
    /// <param name="cancellationToken">Gives up without a change.</param>
    /// <returns>Whether it was changed, and the rebuild as it is now.</returns>
    Task<(bool IsChanged, Rebuild? Now)> ChangeAsync(Func<Rebuild?, Rebuild?> change, CancellationToken cancellationToken);
}
