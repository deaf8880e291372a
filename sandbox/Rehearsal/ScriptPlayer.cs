using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Faults.Scripts;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Storage;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>Plays what a script does besides the faults of requests (<see cref="FaultScript.Spans"/>), and keeps the record of it.</summary>
/// <param name="script">The script.</param>
/// <param name="world">Where it happens.</param>
/// <param name="campaign">As it is rehearsed.</param>
/// <param name="files">Its files.</param>
/// <param name="people">Who live in it.</param>
internal sealed class ScriptPlayer(Script script, VirtualWorld world, Campaign campaign, ICampaignFiles files, PeopleBehaviour people)
{
    private readonly Dice dice = new(world.Faults.Seed);
    private int concealed;

    /// <param name="start">Of the rehearsal.</param>
    public void Plan(DateTimeOffset start)
    {
        var zone = DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone];
        foreach (var (index, one) in script.File.Events.Index())
        {
            world.Agenda.At(one.When(start, zone), $"script event {index}", token => PlayAsync(index, one, token));
        }

        if (script.Clocks is { } clocks)
        {
            var at = clocks.At.ToDateTimeOffset();
            world.Agenda.At(at, "the clocks change", _ => NoteAsync(HappeningKind.ClockChanged, at, clocks.Zone));
        }
    }

    private Task PlayAsync(int index, ScriptEvent one, CancellationToken cancellationToken) => one switch
    {
        { Crash: { } crash } => CrashAsync(crash),
        { Leaver: { } leaver } => LeaveAsync(index, leaver, cancellationToken),
        { Edit: { } edit } => EditAsync(index, edit, cancellationToken),
        { Conceal: { } conceal } => ConcealAsync(conceal),
        { Bounces: { } bounces } => BounceAsync(bounces),
        _ => Task.CompletedTask,
    };

    /// <summary>What only reads leaves nothing behind: who is to die at once dies before it next writes anything.</summary>
    private Task CrashAsync(CrashEvent crash)
    {
        world.Faults.Strike(
            target => crash.Effect is null ? target.Method is not "GET" : target.ChangesSomething,
            crash.Effect ?? 1,
            new(FaultKind.ProcessDeath, Point: crash.Effect is null ? DeathPoint.Before : crash.Point));
        return Task.CompletedTask;
    }

    private async Task LeaveAsync(int index, LeaverEvent leaver, CancellationToken cancellationToken)
    {
        var directory = world.Tenant.Directory;
        var person = leaver.Person == LeaverEvent.Anybody ? await AnybodyAsync(index, leaver.OfWave, cancellationToken) : directory.User(leaver.Person);
        if (person is not { AccountEnabled: true })
        {
            return;
        }

        world.Tenant.Hands.LeaveEverything(person.Id);
        people.Leave(person.Id);
        await NoteAsync(HappeningKind.SomebodyLeft, world.Clock.GetUtcNow(), person.Id.ToString());
    }

    /// <summary>Somebody whom no file names, for those leave by name.</summary>
    private async Task<Employee?> AnybodyAsync(int index, string? wave, CancellationToken cancellationToken)
    {
        var (employees, directory) = (world.Tenant.Directory.Employees, world.Tenant.Directory);
        var isMeant = wave is null ? _ => true : await Expectation.MeantByAsync(campaign, wave, files, employees, cancellationToken);
        var candidates = employees.From(0).Where(person => !employees.IsNamed(person) && !person.IsGuest && isMeant(person))
            .Select(person => directory.People.Find(person.Id)).OfType<Employee>().Where(person => person.AccountEnabled).ToList();
        return candidates.Count == 0 ? null : candidates[dice.Below(candidates.Count, "leaver", index)];
    }

    private async Task EditAsync(int index, EditEvent edit, CancellationToken cancellationToken)
    {
        var now = world.Clock.GetUtcNow();
        await PutAsync(edit.File, new(script.Edits[index]), cancellationToken);
        var until = edit.MendedAfter is { } minutes ? now.AddMinutes(minutes) : DateTimeOffset.MaxValue;
        world.Faults.Note(new(HappeningKind.FileBroken, now, until, edit.File));
        if (until < DateTimeOffset.MaxValue)
        {
            world.Agenda.At(until, $"{edit.File} mended", async token =>
            {
                await using var good = await files.OpenAsync(edit.File, token);
                await (good is null ? DeleteAsync(edit.File, token) : PutAsync(edit.File, await BinaryData.FromStreamAsync(good, token), token));
            });
        }
    }

    private Task ConcealAsync(ConcealEvent conceal)
    {
        var now = world.Clock.GetUtcNow();
        var until = now.AddDays(conceal.Days);
        (concealed, world.Tenant.Reports.ConcealNames) = (concealed + 1, true);
        world.Agenda.At(until, "names are shown again", _ =>
        {
            world.Tenant.Reports.ConcealNames = --concealed > 0;
            return Task.CompletedTask;
        });
        world.Faults.Note(new(HappeningKind.NamesConcealed, now, until));
        return Task.CompletedTask;
    }

    private Task BounceAsync(BouncesEvent bounces)
    {
        var now = world.Clock.GetUtcNow();
        world.Tenant.Mailroom.Fail(now.AddHours(bounces.Hours), bounces.Share, bounces.Dropped);
        world.Faults.Note(new(HappeningKind.MailsBounce, now, now.AddHours(bounces.Hours)));
        return Task.CompletedTask;
    }

    private Task NoteAsync(HappeningKind kind, DateTimeOffset at, string subject)
    {
        world.Faults.Note(new(kind, at, at, subject));
        return Task.CompletedTask;
    }

    private Task PutAsync(string file, BinaryData content, CancellationToken cancellationToken) =>
        WithBlobAsync(file, blob => blob.UploadAsync(content, overwrite: true, cancellationToken));

    private Task DeleteAsync(string file, CancellationToken cancellationToken) =>
        WithBlobAsync(file, blob => blob.DeleteIfExistsAsync(cancellationToken: cancellationToken));

    /// <summary>By a hand that is not the app's: no fault strikes it, and nobody counts its requests.</summary>
    private async Task WithBlobAsync(string file, Func<BlobClient, Task> act)
    {
        var app = world.App with { Faults = new(FaultScript.None, 0, world.Clock), Counts = new(), Watch = new() };
        await using var services = app.Build(new());
        await act(services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(ContainerNames.Campaign).GetBlobClient($"{campaign.Id}/{file}"));
    }
}
