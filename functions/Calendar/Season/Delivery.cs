using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;

namespace AdoptionAutomation.Calendar.Season;

/// <summary>One occurrence on one channel to one group: one effect on the outside.</summary>
/// <param name="Occurrence">What.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Group">To which group; <see cref="EveryGroup"/> for mail, of which a person gets one however many groups are meant.</param>
/// <param name="At">When.</param>
internal sealed record Delivery(Occurrence Occurrence, PostChannel Channel, string Group, DateTimeOffset At)
{
    public const string EveryGroup = "-";

    /// <summary>The purpose of effects that have no day in their slot.</summary>
    public const string SingleFamily = "post.single";

    /// <summary>Its name in storage: <c>interview.2026-10-05.teams.general</c>.</summary>
    public string Key => KeyOf(Occurrence.Key, Channel, Group);

    public static string KeyOf(string occurrence, PostChannel channel, string group) => $"{occurrence}.{WordOf(channel)}.{group}";

    /// <summary>The parts of a key; null if it is none.</summary>
    public static (string Occurrence, PostChannel Channel, string Group)? Parse(string key) =>
        key.Split('.') is [{ Length: > 0 } id, { Length: > 0 } slot, var word, { Length: > 0 } group]
        && Enum.GetValues<PostChannel>().Where(channel => WordOf(channel) == word).Select(channel => (PostChannel?)channel).FirstOrDefault() is { } known
            ? ($"{id}.{slot}", known, group)
            : null;

    /// <summary>As files and keys write it.</summary>
    public static string WordOf(PostChannel channel) => channel switch
    {
        PostChannel.Teams => "teams",
        PostChannel.Conversation => "conversation",
        PostChannel.News => "news",
        _ => "mail",
    };

    /// <summary>
    /// The family of its effect: by the month of the slot, so that a month of the calendar is one range of the ledger; those without a day
    /// in their slot together.
    /// </summary>
    /// <param name="scope">The campaign's scope.</param>
    /// <param name="slot">The occurrence's slot.</param>
    /// <param name="kind">What the channel is.</param>
    public static EffectScope ScopeOf(string scope, string slot, EffectKind kind) => new(scope, FamilyOf(slot), kind);

    /// <summary>The purpose of a slot's effects: <c>post.2026-10</c>, or <c>post.single</c>.</summary>
    public static string FamilyOf(string slot) => slot.Length == "2026-10-05".Length && slot[4] == '-' ? FamilyOfMonth(slot[..7]) : SingleFamily;

    /// <param name="month">Such as <c>2026-10</c>.</param>
    public static string FamilyOfMonth(string month) => $"post.{month}";
}
