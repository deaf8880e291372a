using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using AdoptionAutomation.Kpis.Dashboard;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Sandbox.Looks;
using AdoptionAutomation.Sandbox.Rehearsal.Reporting.Findings;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting;

/// <summary>
/// Every mail and post of a run, packed for its page: each distinct content once, and for each recipient what is theirs in it. The page puts them
/// together as SendGrid does.
/// </summary>
internal sealed partial class MailArchive
{
    private const int MostPending = 1 << 20;

    private readonly RunRecord run;
    private readonly DashboardWords words;
    private readonly List<Content> contents = [];
    private readonly Dictionary<Content, int> numbers = [];
    private readonly List<Item> items = [];
    private readonly Names kinds = new();
    private readonly Names waves = new();
    private readonly Names groups = new();

    private MailArchive(RunRecord run, DashboardWords words) => (this.run, this.words) = (run, words);

    public int Mails { get; private set; }

    public int Posts => items.Count - Mails;

    /// <summary>The style sheets in the contents, each once.</summary>
    public IReadOnlyList<string> Styles =>
        [.. contents.SelectMany(content => Style().Matches(content.Html ?? "")).Select(found => found.Groups["css"].Value).Append(LookStyle.Css).Distinct(StringComparer.Ordinal)];

    public static async Task<MailArchive> OfAsync(RunRecord run, Pages pages, DashboardWords words)
    {
        var archive = new MailArchive(run, words);
        archive.AddMails();
        await archive.AddPostsAsync(pages);
        archive.items.Sort((one, other) => one.At.CompareTo(other.At));
        return archive;
    }

    /// <summary>Base64 of gzip of JSON.</summary>
    public string Pack()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (var json = new Utf8JsonWriter(zip))
        {
            Write(json);
        }

        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    private void AddMails()
    {
        var waveOf = run.Expectation.Targets.Values.ToDictionary(target => target.Person.Mail, target => target.Wave.Name.In(words.Language), StringComparer.OrdinalIgnoreCase);
        var known = new Dictionary<MailContent, int>(ReferenceEqualityComparer.Instance);
        foreach (var mail in run.Log.Mails)
        {
            if (!known.TryGetValue(mail.Content, out var content))
            {
                var shared = mail.Content;
                known[shared] = content = NumberOf(new(shared.Subject, shared.Html, shared.Text, shared.From, IsLook: false));
            }

            var kind = FactsReading.KindOf(mail);
            items.Add(new(mail.At, content, kinds.Of(MailKinds.NameOf(kind, words)), waves.Of(waveOf.GetValueOrDefault(mail.To)), -1, Outcome(mail), mail.To)
            {
                Subject = mail.OwnSubject,
                Own = mail.Substitutions,
                Arguments = mail.CustomArgs,
                Headers = mail.Headers,
                Category = kind,
            });
            Mails++;
        }
    }

    private async Task AddPostsAsync(Pages pages)
    {
        var (drawn, names) = (new Dictionary<string, int>(StringComparer.Ordinal), run.Campaign.Groups.ToDictionary(group => group.Id, group => group.Name, StringComparer.Ordinal));
        foreach (var card in run.Log.Cards)
        {
            Add(card.At, words.Say("publication Teams", "Teams post"), names.GetValueOrDefault(card.Group, card.Group), await DrawAsync<CardLook>(card.Card, card.Title), card.Delivered);
        }

        foreach (var page in run.Log.Pages.Where(page => page.IsPublished))
        {
            Add(page.At, words.Say("actualité SharePoint", "SharePoint news"), NameOf(page.Group), await DrawAsync<NewsLook>(page.Json, page.Title), true);
        }

        foreach (var post in run.Log.Posts)
        {
            Add(post.At, words.Say("message au groupe", "message to the group"), post.Group is { } group ? NameOf(group) : post.To, NumberOf(new(post.Subject, post.Html, null, null, IsLook: false)), post.Delivered);
        }

        async Task<int> DrawAsync<T>(string json, string title)
            where T : Microsoft.AspNetCore.Components.IComponent
        {
            if (!drawn.TryGetValue(json, out var number))
            {
                drawn[json] = number = NumberOf(new(title, await pages.RenderAsync<T>(("Json", json), ("Language", words.Language)), null, null, IsLook: true));
            }

            return number;
        }

        void Add(DateTimeOffset at, string kind, string group, int content, bool isThere) =>
            items.Add(new(at, content, kinds.Of(kind), -1, groups.Of(group), isThere ? 4 : 5, group));

        string NameOf(Guid group) => run.Evidence.Tenant.Directory.Group(group)?.DisplayName ?? group.ToString();
    }

    private int NumberOf(Content content)
    {
        if (!numbers.TryGetValue(content, out var number))
        {
            numbers[content] = number = contents.Count;
            contents.Add(content);
        }

        return number;
    }

    private static int Outcome(AcceptedMail mail) => (int)mail.Outcome;

    private IReadOnlyList<string> Outcomes =>
    [
        words.Say("… en route", "… on its way"), words.Say("✓ reçu", "✓ delivered"), words.Say("✗ revenu", "✗ bounced"), words.Say("✗ non remis", "✗ dropped"),
        words.Say("✓ publié", "✓ published"), words.Say("✗ non paru", "✗ not shown"),
    ];

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("look", LookStyle.Css);
        Write(json, "kinds", kinds.All);
        Write(json, "waves", waves.All);
        Write(json, "groups", groups.All);
        Write(json, "outcomes", Outcomes);
        json.WriteStartArray("contents");
        foreach (var content in contents)
        {
            WriteRow(json, [content.Subject, content.Html, content.Text, content.From, content.IsLook ? 1 : 0]);
        }

        json.WriteEndArray();
        json.WriteStartArray("items");
        foreach (var item in items)
        {
            WriteRow(json,
            [
                item.At.ToUnixTimeSeconds(), item.Content, item.Kind, item.Wave, item.Group, item.Outcome, item.To, run.WeekOf(item.At) + 1,
                item.Subject, OrNull(item.Own), OrNull(item.Arguments), OrNull(item.Headers), item.Category,
            ]);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The serializer would flush the writer, and with it the packing, after each row.</summary>
    private static void WriteRow(Utf8JsonWriter json, object?[] row)
    {
        json.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(row), skipInputValidation: true);
        if (json.BytesPending > MostPending)
        {
            json.Flush();
        }
    }

    private static IReadOnlyDictionary<string, string>? OrNull(IReadOnlyDictionary<string, string>? texts) => texts is { Count: > 0 } ? texts : null;

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, texts);
    }

    [GeneratedRegex("<style[^>]*>(?<css>.*?)</style>", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Style();

    private sealed record Content(string? Subject, string? Html, string? Text, string? From, bool IsLook);

    private sealed record Item(DateTimeOffset At, int Content, int Kind, int Wave, int Group, int Outcome, string To)
    {
        public string? Subject { get; init; }

        public IReadOnlyDictionary<string, string>? Own { get; init; }

        public IReadOnlyDictionary<string, string>? Arguments { get; init; }

        public IReadOnlyDictionary<string, string>? Headers { get; init; }

        public string? Category { get; init; }
    }

    /// <summary>Names by their number, in the order they came.</summary>
    private sealed class Names
    {
        private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

        public IReadOnlyList<string> All => [.. numbers.Keys];

        public int Of(string? name)
        {
            if (name is null)
            {
                return -1;
            }

            if (!numbers.TryGetValue(name, out var number))
            {
                numbers[name] = number = numbers.Count;
            }

            return number;
        }
    }
}
