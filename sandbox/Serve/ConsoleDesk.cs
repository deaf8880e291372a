using System.Net;
using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Serve.Pages;

namespace AdoptionAutomation.Sandbox.Serve;

/// <summary>The app's own pages, and the calls that IT makes by script, as buttons; made as whoever is signed in.</summary>
internal sealed class ConsoleDesk(ServedWorld world, Uri address, Func<DateTimeOffset, string> moment)
{
    private const int MostAnswer = 4_000;

    private static readonly string[] Everybody = ["it", "community", "leadership"];
    private static readonly string[] Team = ["it", "community"];
    private static readonly string[] It = ["it"];
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Of the last call.</summary>
    public CallAnswer? Last { get; private set; }

    public IReadOnlyList<ConsoleLink> Links(string language)
    {
        string Say(string fr, string en) => language == "fr" ? fr : en;
        return
        [
            new(Say("Plan des groupes", "Plan of the groups"), "/api/groups/plan", Team),
            new(Say("Groupes", "Groups"), "/api/groups", Team),
            new(Say("Invités externes", "Guests"), "/api/guests", It),
            new(Say("Vagues", "Waves"), "/api/waves", Team),
            new(Say("Calendrier", "Calendar"), "/api/calendar", Team),
            new(Say("Publications", "Posts"), "/api/calendar/posts", Team),
            new(Say("Sondages", "Surveys"), "/api/surveys", Everybody),
            .. world.Campaign.Surveys.Select(survey => new ConsoleLink($"{Say("Résultats", "Results")} : {survey.Title.In(language)}", $"/api/surveys/{survey.Id}/results", Everybody)),
            new(Say("Fiche des sondages", "Sheet of the surveys"), "/api/surveys/sheet", Team),
            new(Say("Tableau de bord", "Dashboard"), "/api/dashboard", Everybody),
            new(Say("Bilan à venir", "Next digest"), "/api/digest", Everybody),
            new(Say("Conseils", "Playbook"), "/api/playbook", Team),
            new(Say("Santé", "Health"), "/api/health", It),
            new(Say("Bloqué", "Stuck"), "/api/stuck", It),
            new(Say("Messages en échec", "Failed messages"), "/api/poison", It),
        ];
    }

    public IReadOnlyList<WaveShown> Waves(string language)
    {
        var zone = NodaTime.DateTimeZoneProviders.Tzdb[world.Campaign.Settings.TimeZone];
        return [.. world.Campaign.Waves.Select(wave => new WaveShown(wave.Id, wave.Name.In(language), wave.Opens is { } opens
            ? (language == "fr" ? "Prévue le " : "Planned for ") + moment(opens.InZoneLeniently(zone).ToDateTimeOffset())
            : language == "fr" ? "À ouvrir à la main" : "To be opened by hand"))];
    }

    /// <param name="act">apply, start, pause or resume.</param>
    /// <param name="wave">Which to start.</param>
    /// <param name="anyway">Whatever is in the way.</param>
    /// <param name="role">Who asks.</param>
    /// <param name="stopping">Cuts it off.</param>
    /// <returns>False: there is no such act.</returns>
    public async Task<bool> ActAsync(string act, string wave, bool anyway, string role, CancellationToken stopping)
    {
        Last = act switch
        {
            "apply" => await ApplyAsync(role, stopping),
            "start" when world.Campaign.FindWave(wave) is { } known =>
                await PostAsync($"/api/waves/{known.Id}/start{(anyway ? "?override=Sandbox" : "")}", role, stopping),
            "pause" or "resume" => await PostAsync($"/api/{act}", role, stopping),
            _ => null,
        };
        return Last is not null;
    }

    /// <summary>The plan of this moment.</summary>
    private async Task<CallAnswer> ApplyAsync(string role, CancellationToken stopping)
    {
        using var look = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/api/groups/plan")) { Headers = { { "Accept", "application/json" } } };
        using var plan = await world.Door.SendAsync(look, role, stopping);
        if (plan.StatusCode != HttpStatusCode.OK)
        {
            return await AnswerAsync("GET /api/groups/plan", plan, stopping);
        }

        using var json = JsonDocument.Parse(await plan.Content.ReadAsStringAsync(stopping));
        return await PostAsync($"/api/groups/apply?plan={json.RootElement.GetProperty("hash").GetString()}", role, stopping);
    }

    private async Task<CallAnswer> PostAsync(string path, string role, CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, path)) { Headers = { { "Accept", "application/json" } } };
        using var answer = await world.Door.SendAsync(request, role, stopping);
        return await AnswerAsync($"POST {path}", answer, stopping);
    }

    private static async Task<CallAnswer> AnswerAsync(string call, HttpResponseMessage answer, CancellationToken stopping)
    {
        var text = await answer.Content.ReadAsStringAsync(stopping);
        if (answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) is true)
        {
            using var json = JsonDocument.Parse(text);
            text = JsonSerializer.Serialize(json.RootElement, Readable);
        }

        return new($"{call} : {(int)answer.StatusCode}", text.Length > MostAnswer ? $"{text[..MostAnswer]}…" : text);
    }
}
