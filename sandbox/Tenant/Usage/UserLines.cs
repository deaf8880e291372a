using AdoptionAutomation.Sandbox.People;

namespace AdoptionAutomation.Sandbox.Tenant.Usage;

/// <summary>Reports with a line for each employee, streamed.</summary>
internal sealed class UserLines(TenantDirectory directory, UsageQuestion question, UsageTally tally, UsageCells cells)
{
    public IEnumerable<string[]> Lines()
    {
        var columns = question.Shape.Columns.Split(',').Select(CellOf).ToArray();
        return directory.Employees.From(0).Where(person => !person.IsGuest).Select(person => (person, tally.User(person.Id)))
            .Select(line => Array.ConvertAll(columns, cell => cell(line.person, line.Item2)));
    }

    /// <summary>By the name of the column: the reports share them. A name ends with what it counts.</summary>
    private Func<Employee, Use?, string> CellOf(string column)
    {
        if (UsageCells.Always(column, question) is { } same)
        {
            return (_, _) => same;
        }

        return column switch
        {
            "User Id" => (person, _) => cells.Name($"{person.Id}"),
            "User Principal Name" => (person, _) => cells.Name(person.UserPrincipalName),
            "Display Name" => (person, _) => cells.Name(person.DisplayName),
            "Tenant Display Name" => (_, _) => directory.Employees.Shape.Name,
            "Last Activity Date" => (_, use) => UsageCells.Day(use?.Last),
            "Is Deleted" => (_, _) => "False",
            "User State" => (_, _) => "active",
            "Assigned Products" => (_, _) => "MICROSOFT 365 E3+MICROSOFT TEAMS",
            "Has Other Action" => (_, use) => use?.Days > 0 ? "Yes" : "No",
            "Is Licensed" => (_, _) => "Yes",
            "Audio Duration" or "Video Duration" or "Screen Share Duration" => (_, _) => "PT0S",
            "Post Messages" => Count(use => use.Posts),
            "Reply Messages" => Count(use => use.Replies),
            "Team Chat Message Count" => Count(use => use.Chats),
            "Posted Count" => Count(use => use.Posts + use.Replies),
            "Read Count" or "Visited Page Count" => Count(use => use.Days),
            "Liked Count" => Count(use => use.Reactions),
            _ when column.EndsWith("Count", StringComparison.Ordinal) || column.EndsWith("Messages", StringComparison.Ordinal)
                || column.EndsWith("In Seconds", StringComparison.Ordinal) => (_, _) => "0",
            _ => (_, _) => "",
        };

        static Func<Employee, Use?, string> Count(Func<Use, int> read) => (_, use) => use is null ? "0" : UsageCells.Number(read(use));
    }
}
