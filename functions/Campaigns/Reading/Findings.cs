namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>Collects what is wrong; texts are made at the end, when the campaign's language is known.</summary>
internal sealed class Findings
{
    private readonly List<Finding> all = [];

    public void Add(JsonPart part, ProblemCode code, params object[] arguments) =>
        Add(part.File, part.Offset, part.Path, code, arguments);

    public void Add(SourceFile file, int offset, string path, ProblemCode code, params object[] arguments)
    {
        var (line, column) = file.PlaceOf(offset);
        Add(file.Name, line, column, path, code.In(file.Family), code, arguments);
    }

    /// <summary>For files that are read line by line.</summary>
    public void Add(string file, int line, string path, ProblemCode code, params object[] arguments) =>
        Add(file, line, 1, path, code, arguments);

    /// <inheritdoc cref="Add(string, int, string, ProblemCode, object[])"/>
    public void Add(string file, int line, int column, string path, ProblemCode code, params object[] arguments) =>
        Add(file, line, column, path, code.In(""), code, arguments);

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => all.Count > 0;

    public IReadOnlyList<Problem> In(string language) =>
    [
        .. all
            .Select(finding => finding.In(language))
            .OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line).ThenBy(problem => problem.Column),
    ];

    private void Add(string file, int line, int column, string path, string code, ProblemCode text, object[] arguments) =>
        all.Add(new(new(file, line, column, path, code, ""), text, arguments));

    private sealed record Finding(Problem Place, ProblemCode Code, object[] Arguments)
    {
        public Problem In(string language) => Place with { Text = Code.Text(language, Arguments), IsWarning = Code.IsWarning };
    }
}
