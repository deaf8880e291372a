using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Serve;

/// <summary>What a browser asks for, put right (pure).</summary>
internal static class ServeQuery
{
    /// <summary>fr or en: as asked, as asked before, as the browser likes best, or as the campaign speaks.</summary>
    public static string LanguageOf(HttpRequest request, string cookie, string usual) => new[] { request.Query["lang"].ToString(), request.Cookies[cookie] }
        .Concat(request.GetTypedHeaders().AcceptLanguage.OrderByDescending(one => one.Quality ?? 1).Select(one => one.Value.ToString().Split('-')[0]))
        .FirstOrDefault(language => language is "fr" or "en") ?? usual;

    public static string? TextOf(HttpRequest request, string name) => request.Query[name] is [{ Length: > 0 } text] ? text.Trim() : null;

    /// <summary>A page there is, from 1, and how many there are.</summary>
    public static (int Page, int Last) PageOf(HttpRequest request, int items, int aPage)
    {
        var last = Math.Max(1, (items + aPage - 1) / aPage);
        return (int.TryParse(request.Query["p"], out var page) ? Math.Clamp(page, 1, last) : 1, last);
    }

    /// <summary>A path with what it asks for.</summary>
    public static string Link(string path, params IEnumerable<KeyValuePair<string, string?>> query) =>
        $"{path}{QueryString.Create(query.Where(pair => pair.Value is not null))}";

    /// <summary>A path of ours, or the first page: never somebody else's.</summary>
    public static string BackOf(string? path) =>
        path is ['/', not ('/' or '\\'), ..] && Uri.TryCreate(path, UriKind.Relative, out _) && !path.Any(char.IsControl) ? path : "/mails";
}
