using AdoptionAutomation.Sandbox.People.Life;

namespace AdoptionAutomation.Sandbox.Tenant.Usage;

/// <summary>Reports with a line for each day of the period, the youngest first.</summary>
internal sealed class DayLines
{
    private readonly UsageQuestion question;
    private readonly List<Figures> days;

    public DayLines(UsageQuestion question, LifeBooks? life)
    {
        this.question = question;
        days = [.. Enumerable.Range(0, question.Days).Select(back => question.Refresh.AddDays(-back)).Select(day => FiguresOf(life, day))];
    }

    public IEnumerable<string[]> Lines()
    {
        var columns = question.Shape.Columns.Split(',');
        return days.Select(day => Array.ConvertAll(columns, column => Cell(column, day)));
    }

    private static Figures FiguresOf(LifeBooks? life, DateOnly day) =>
        life is null ? new(day, default, 0) : new(day, life.MailsOn(day), life.On(day).Count);

    /// <summary>A cell of what nobody did is empty, as in the real reports.</summary>
    private string Cell(string column, Figures day) => UsageCells.Always(column, question) ?? column switch
    {
        "Report Date" => UsageCells.Day(day.Day),
        "Send" => UsageCells.Number(day.Mail.Sent),
        "Receive" => UsageCells.Number(day.Mail.Sent * 3),
        "Read" => UsageCells.Number(day.Mail.Sent * 2),
        "Exchange" => UsageCells.Number(day.Mail.Mailboxes),
        "Teams" => UsageCells.Number(day.Teams),
        "Office 365" => UsageCells.Number(Math.Max(day.Mail.Mailboxes, day.Teams)),
        _ => "",
    };

    private sealed record Figures(DateOnly Day, MailDay Mail, int Teams);
}
