namespace AdoptionAutomation.Storage;

/// <summary>Queues, in pipeline order; each has a <c>-poison</c> companion.</summary>
internal static class QueueNames
{
    public const string ProvisionGroup = "provision-group";
    public const string InvitePeople = "invite-people";
    public const string SendMail = "send-mail";
    public const string PublishPost = "publish-post";
    public const string RunSurvey = "run-survey";
    public const string TakeSnapshot = "take-snapshot";

    public static readonly IReadOnlyList<string> All = [ProvisionGroup, InvitePeople, SendMail, PublishPost, RunSurvey, TakeSnapshot];

    /// <summary>Where the host puts what failed five times; it makes the queue when it needs it first.</summary>
    public static string PoisonOf(string queue) => $"{queue}-poison";
}

/// <summary>Tables, in pipeline order; what each keeps, why and for how long is said on the class that owns it.</summary>
internal static class TableNames
{
    public const string Groups = "groups";
    public const string Guests = "guests";
    public const string Waves = "waves";
    public const string People = "people";
    public const string Calendar = "calendar";
    public const string Surveys = "surveys";
    public const string Answers = "answers";
    public const string Kpis = "kpis";
    public const string Effects = "effects";
    public const string Lanes = "lanes";
    public const string Due = "due";
    public const string Contests = "contests";
    public const string Feeds = "feeds";
    public const string Failures = "failures";
    public const string Notices = "notices";

    public static readonly IReadOnlyList<string> All = [Groups, Guests, Waves, People, Calendar, Surveys, Answers, Kpis, Effects, Lanes, Due, Contests, Feeds, Failures, Notices];
}

internal static class ContainerNames
{
    /// <summary>The campaigns' files, a folder per campaign id.</summary>
    public const string Campaign = "campaign";

    /// <summary>Records of draws, a folder per campaign id.</summary>
    public const string Draws = "draws";

    /// <summary>Figures of surveys as they were released, a folder per campaign id.</summary>
    public const string Results = "results";

    /// <summary>Snapshots of the figures, a folder per campaign id.</summary>
    public const string Kpis = "kpis";

    /// <summary>Nightly exports of the tables, a folder per day.</summary>
    public const string Backups = "backups";

    public static readonly IReadOnlyList<string> All = [Campaign, Draws, Results, Kpis, Backups];
}
