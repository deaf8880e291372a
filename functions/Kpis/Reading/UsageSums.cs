using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Reading;

/// <summary>What the people of one scope did, added up.</summary>
internal sealed class UsageSums
{
    public long Active7 { get; set; }

    public long Active30 { get; set; }

    public WritingSums Week { get; } = new();

    public WritingSums Month { get; } = new();

    /// <summary>What the report has no column for is not counted, which is not zero.</summary>
    public void Write(ScopeTally tally, Scope scope, UserColumns columns)
    {
        tally.Set(scope, Count.Active7, Active7);
        tally.Set(scope, Count.Active30, Active30);
        if (columns.Posts is null)
        {
            return;
        }

        tally.Set(scope, Count.Posts7, Week.Posts);
        tally.Set(scope, Count.Posts30, Month.Posts);
        tally.Set(scope, Count.Contributors7, Week.Contributors);
        tally.Set(scope, Count.Contributors30, Month.Contributors);
        if (columns.Replies is not null)
        {
            tally.Set(scope, Count.Replies7, Week.Replies);
            tally.Set(scope, Count.Replies30, Month.Replies);
        }
    }
}

internal sealed class WritingSums
{
    public long Posts { get; private set; }

    public long Replies { get; private set; }

    public long Contributors { get; private set; }

    /// <summary>What one person wrote.</summary>
    public void Note(long posts, long replies)
    {
        Posts += posts;
        Replies += replies;
        Contributors += posts + replies > 0 ? 1 : 0;
    }
}
