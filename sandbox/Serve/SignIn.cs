using System.Text;
using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Tenant;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Serve;

/// <summary>
/// Plays App Service's sign-in: who one is stands in a cookie, and reaches the app as <c>X-MS-CLIENT-PRINCIPAL</c>; whatever a caller says of itself in
/// such headers is dropped.
/// </summary>
/// <param name="campaign">Names who is in charge.</param>
/// <param name="directory">Knows their ids.</param>
/// <param name="cookie">Its name; cookies do not tell ports apart.</param>
internal sealed class SignIn(Campaign campaign, TenantDirectory directory, string cookie)
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";
    public const string Nobody = "nobody";

    /// <summary>Whom one can be; IT at first.</summary>
    public static readonly IReadOnlyList<string> Roles = ["it", "community", "leadership", Nobody];

    public string RoleOf(HttpRequest request) => Known(request.Cookies[cookie]) ?? Roles[0];

    /// <returns>False: there is no such role.</returns>
    public bool TryBecome(HttpResponse response, string? role)
    {
        if (Known(role) is not { } known)
        {
            return false;
        }

        // Lax: links of mails come from a frame that is nobody's, and should find one signed in.
        response.Cookies.Append(cookie, known, new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" });
        return true;
    }

    /// <summary>Who that is; null: nobody.</summary>
    public string? NameOf(string role) => ContactOf(role)?.Name;

    public void Sign(HttpRequestMessage request, string role)
    {
        request.Headers.Remove(Header);
        if (ContactOf(role) is { } contact)
        {
            var id = directory.People.Find(contact.Mail)?.Id ?? Guid.Empty;
            var principal = JsonSerializer.Serialize(new { claims = new[] { new { typ = "oid", val = id.ToString() }, new { typ = "roles", val = role } } });
            request.Headers.Add(Header, Convert.ToBase64String(Encoding.UTF8.GetBytes(principal)));
        }
    }

    private Contact? ContactOf(string role) => role switch
    {
        "it" => campaign.Settings.ItContacts[0],
        "community" => campaign.Settings.CommunityManagers[0],
        "leadership" => campaign.Settings.Sponsor,
        _ => null,
    };

    private static string? Known(string? role) => Roles.FirstOrDefault(known => known == role);
}
