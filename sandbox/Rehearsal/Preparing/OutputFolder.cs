namespace AdoptionAutomation.Sandbox.Rehearsal.Preparing;

/// <summary>The folder of the report, tried before the run: half a year is too long to find out that it cannot be written down.</summary>
internal static class OutputFolder
{
    /// <param name="folder">Made if it is not there.</param>
    /// <param name="keep">Whether one that was made stays.</param>
    /// <returns>Why nothing can be written there; null: it can.</returns>
    public static string? ProblemOf(DirectoryInfo folder, bool keep)
    {
        try
        {
            var isNew = !Directory.Exists(folder.FullName);
            Directory.CreateDirectory(folder.FullName);
            var probe = Path.Combine(folder.FullName, $".{Guid.NewGuid():N}");
            File.WriteAllText(probe, "probe");
            File.Delete(probe);
            if (isNew && !keep)
            {
                folder.Delete();
            }

            return null;
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
        {
            return $"--out {folder}: the report cannot be written there ({disk.Message.TrimEnd('.')}). Name another folder, or make room and rights for this one.";
        }
    }
}
