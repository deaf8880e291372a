using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Mails;

/// <summary>One mail of a wave to whoever tries it, as somebody of the wave would get it: outside the ledger, so each call sends one.</summary>
internal sealed class TestMails(DirectoryUsers directory, WaveMails mails, MailLane lane)
{
    public static readonly IReadOnlyList<string> Kinds = [MailPurposes.Welcome, "reminder", .. MailPurposes.FollowUps];

    /// <summary>What is wrong with the call; null if nothing is.</summary>
    public static string? WrongIn(Campaign campaign, TestMailAsked asked, Caller caller) =>
        asked.Wave is null || campaign.FindWave(asked.Wave) is null ? $"wave: one of {string.Join(", ", campaign.Waves.Select(wave => wave.Id))}."
        : !Kinds.Contains(asked.Mail) ? $"mail: one of {string.Join(", ", Kinds)}."
        : !campaign.Settings.Languages.Contains(asked.Language) ? $"language: one of {string.Join(", ", campaign.Settings.Languages)}."
        : caller != Caller.Key ? asked.To is null ? null : "to: only a script, which has no address of its own, says where; yours comes from the directory."
        : ContactOf(campaign, asked.To) is null ? "to: the address of one of itContacts or communityManagers of campaign.json, in the body."
        : null;

    /// <returns>Null: the caller has no mail address in the directory. Else what came of it.</returns>
    /// <exception cref="GraphFailure">The directory could not tell the caller's address.</exception>
    public async Task<TestMailSent?> SendAsync(Campaign campaign, TestMailAsked asked, Caller caller, CancellationToken cancellationToken)
    {
        if (await RecipientAsync(campaign, asked, caller, cancellationToken) is not { } person)
        {
            return null;
        }

        var purpose = asked.Mail == "reminder" ? MailPurposes.OfReminder(0) : asked.Mail!;
        var batch = (await mails.ComposeAsync(campaign, purpose, [person]))[0];
        var subject = $"{FrenchText.Say(person.Language, "[Essai]", "[Test]")} {batch.Subject}";
        var sent = await lane.SendAsync(batch with { Purpose = MailPurposes.Test, Subject = subject }, cancellationToken);
        return new(subject, sent.Outcomes[person.Id]);
    }

    private async Task<PersonRow?> RecipientAsync(Campaign campaign, TestMailAsked asked, Caller caller, CancellationToken cancellationToken)
    {
        if (ContactOf(campaign, asked.To) is { } contact)
        {
            return Person(caller.Id, contact.Mail, contact.Name.Split(' ')[0]);
        }

        var page = await directory.FilterAsync($"id eq {DirectoryUsers.Quote(caller.Id)}", null, 1, cancellationToken);
        return page.Users is [{ Mail.Length: > 0 } user] ? Person(user.Id, user.Mail, user.FirstName) : null;

        PersonRow Person(string id, string mail, string firstName) => new(id, asked.Wave!, PersonState.Planned, mail, firstName, asked.Language!);
    }

    private static Contact? ContactOf(Campaign campaign, string? address) => campaign.Settings.ItContacts.Concat(campaign.Settings.CommunityManagers)
        .FirstOrDefault(contact => contact.Mail.Equals(address?.Trim(), StringComparison.OrdinalIgnoreCase));
}

/// <param name="Wave">The wave's id.</param>
/// <param name="Mail">One of <see cref="TestMails.Kinds"/>.</param>
/// <param name="Language">One of the campaign's.</param>
/// <param name="To">For a script: where to.</param>
internal sealed record TestMailAsked(string? Wave, string? Mail, string? Language, string? To = null);

internal sealed record TestMailSent(string Subject, Effects.Outcome Outcome);
