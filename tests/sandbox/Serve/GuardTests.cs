using AdoptionAutomation.Sandbox.Serve;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Tests.Sandbox.Serve;

public sealed class GuardTests
{
    [Theory]
    [InlineData("GET", "127.0.0.1:5187", null, null, 200)]
    [InlineData("GET", "127.0.0.1:5187", "https://evil.example", "cross-site", 200)]
    [InlineData("GET", "evil.example:5187", null, "same-origin", 421)]
    [InlineData("POST", "evil.example:5187", "http://evil.example:5187", "same-origin", 421)]
    [InlineData("GET", "127.0.0.1:80", null, null, 421)]
    [InlineData("GET", "", null, null, 421)]
    [InlineData("GET", "localhost:5187", null, null, 302)]
    [InlineData("POST", "localhost:5187", null, null, 421)]
    [InlineData("POST", "127.0.0.1:5187", null, null, 200)]
    [InlineData("POST", "127.0.0.1:5187", "http://127.0.0.1:5187", "same-origin", 200)]
    [InlineData("POST", "127.0.0.1:5187", "null", "same-origin", 200)]
    [InlineData("POST", "127.0.0.1:5187", "null", "cross-site", 403)]
    [InlineData("POST", "127.0.0.1:5187", "null", null, 403)]
    [InlineData("POST", "127.0.0.1:5187", "http://127.0.0.1:5188", "same-site", 403)]
    [InlineData("PUT", "127.0.0.1:5187", "https://evil.example", null, 403)]
    public async Task Only_pages_of_ours_get_in(string method, string host, string? origin, string? site, int status)
    {
        var http = new DefaultHttpContext { Request = { Method = method, Host = new(host), Path = "/time" } };
        http.Request.Headers.Origin = origin;
        http.Request.Headers["Sec-Fetch-Site"] = site;

        await new Guard(new("http://127.0.0.1:5187")).InvokeAsync(http, _ => Task.CompletedTask);

        Assert.Equal(status, http.Response.StatusCode);
    }

    [Theory]
    [InlineData("/mails?p=2", "/mails?p=2")]
    [InlineData("//evil.example", "/mails")]
    [InlineData("/\\evil.example", "/mails")]
    [InlineData("https://evil.example", "/mails")]
    [InlineData("/mails\r\nSet-Cookie: x", "/mails")]
    [InlineData(null, "/mails")]
    public void A_button_leads_back_to_pages_of_ours_only(string? back, string path) => Assert.Equal(path, ServeQuery.BackOf(back));
}
