using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Sandbox.Serve.Pages;
using AdoptionAutomation.Sandbox.Tenant;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace AdoptionAutomation.Sandbox.Serve;

/// <summary>Renders pages with the bar above them, and sends them under a policy that allows what they need and nothing else.</summary>
internal sealed class ServeAnswers(ServedWorld world, AdoptionAutomation.Mail.Pages pages, Uri address)
{
    private static readonly string PagePolicy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ServeStyle.Css)))}'; img-src 'self' data:; frame-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private readonly string zone = world.Campaign.Settings.TimeZone;
    private readonly string origin = address.GetLeftPart(UriPartial.Authority);
    private readonly string languageCookie = $"serve-lang-{address.Port}";

    /// <summary>Of a framed mail or post: its own styles, and pictures of the app.</summary>
    public string FramePolicy => $"default-src 'none'; style-src 'unsafe-inline'; img-src {origin} data:; base-uri 'none'; form-action 'none'";

    public string Moment(DateTimeOffset at) => Calendar.Board.CalendarWords.Moment(at, zone, "en");

    /// <summary>Pictures of the app are shown; others would be fetched from elsewhere.</summary>
    public string? Picture(string address) => address.StartsWith($"{origin}/", StringComparison.Ordinal) ? address : null;

    public string LanguageOf(HttpRequest request) => ServeQuery.LanguageOf(request, languageCookie, world.Campaign.FirstLanguage);

    public async Task PageAsync<TPage>(HttpContext http, string section, int status, params IEnumerable<(string Name, object? Value)> parameters)
        where TPage : IComponent
    {
        var bar = BarOf(http.Request, section);
        if (http.Request.Query.ContainsKey("lang"))
        {
            http.Response.Cookies.Append(languageCookie, bar.Language, new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" });
        }

        if (bar.Moving is not null)
        {
            http.Response.Headers["Refresh"] = "1";
        }

        Head(http.Response, PagePolicy, status);
        await http.Response.WriteAsync(await pages.RenderAsync<TPage>(parameters.Prepend(("Bar", bar))));
    }

    public Task FrameAsync(HttpContext http, string html)
    {
        Head(http.Response, $"sandbox allow-popups allow-popups-to-escape-sandbox; {FramePolicy}; frame-ancestors 'self'", StatusCodes.Status200OK);
        return http.Response.WriteAsync(html);
    }

    private static void Head(HttpResponse response, string policy, int status)
    {
        (response.StatusCode, response.ContentType) = (status, "text/html; charset=utf-8");
        (response.Headers.CacheControl, response.Headers.XContentTypeOptions, response.Headers.ContentSecurityPolicy) = ("no-store", "nosniff", policy);
        response.Headers["Referrer-Policy"] = "same-origin";
    }

    private ServeBar BarOf(HttpRequest request, string section)
    {
        var (language, role) = (LanguageOf(request), world.SignIn.RoleOf(request));
        string Say(string fr, string en) => language == "fr" ? fr : en;
        var now = world.World.Clock.GetUtcNow();
        var query = QueryString.Create(request.Query.Where(pair => pair.Key != "lang"));
        return new(language, section, $"{request.Path}{query}", world.Campaign.Settings.Name.In(language), Clock(now, language), zone, role,
            [.. SignIn.Roles.Select(known => (known, RoleWords(known, Say)))])
        {
            Moving = world.Metronome.Moving is { } move ? Shown(move, now, Say) : null,
            Last = world.Metronome.Last is { } last ? Words(last, Say) : null,
        };
    }

    private string RoleWords(string role, Func<string, string, string> say)
    {
        var words = role switch
        {
            "it" => say("informatique", "IT"),
            "community" => say("animation", "community"),
            "leadership" => say("direction", "leadership"),
            _ => say("personne", "nobody"),
        };
        return world.SignIn.NameOf(role) is { } name ? $"{words} ({name})" : words;
    }

    private string Clock(DateTimeOffset at, string language)
    {
        var culture = System.Globalization.CultureInfo.GetCultureInfo(language == "fr" ? "fr-FR" : "en-GB");
        return Instant.FromDateTimeOffset(at).InZone(DateTimeZoneProviders.Tzdb[zone]).ToString("dddd d MMMM uuuu HH:mm", culture);
    }

    private MoveShown Shown(Move move, DateTimeOffset now, Func<string, string, string> say) => new(
        move.ToNextEvent ? say("Vers le prochain événement", "To the next event") : say($"Jusqu’au {Moment(move.Until)}", $"Until {Moment(move.Until)}"),
        (int)Math.Clamp(100 * ((now - move.From) / (move.Until - move.From)), 0, 100));

    private string Words(Move last, Func<string, string, string> say)
    {
        var came = last.Brought;
        var parts = new (int Count, string Words)[]
        {
            (came.Mails, "mails"),
            (came.Posts, say("publications", "posts")),
            (came.Groups, say("groupes créés", "groups made")),
            (came.Changes, say("arrivées dans des groupes", "people into groups")),
        };
        var some = string.Join(", ", parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.Words}"));
        return say($"Depuis {Moment(last.From)} : ", $"Since {Moment(last.From)}: ") + (some.Length > 0 ? $"{some}." : say("rien n’est parti.", "nothing was sent."));
    }
}
