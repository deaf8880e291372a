using AdoptionAutomation.Calendar.Pictures;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace AdoptionAutomation.Calendar;

/// <summary>GET /api/pictures/{campaign}/{name}?s=SIGNATURE: a picture of a post, for mail programs and Teams. Public, if the address is signed.</summary>
internal sealed class ShowPicture(PictureLinks links, KeptPictures pictures)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromDays(1);

    [Function(nameof(ShowPicture))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = PictureLinks.Route + "/{campaign}/{*name}")] HttpRequest request,
        string campaign,
        string? name,
        CancellationToken cancellationToken)
    {
        // A path that ends with the campaign has no name.
        if (name is null
            || !links.IsSigned(campaign, name, request.Query["s"].FirstOrDefault())
            || await pictures.FindAsync(campaign, name, version => IsKnown(request, version), cancellationToken) is not { } picture)
        {
            return Results.Problem("The address is not whole, or the picture is gone.", statusCode: 404, title: "No such picture");
        }

        var headers = request.HttpContext.Response.Headers;
        (headers.XContentTypeOptions, headers.ETag) = ("nosniff", picture.Version.ToString("H"));
        (headers.CacheControl, headers.ContentSecurityPolicy) = ($"public, max-age={(int)Freshness.TotalSeconds}", "default-src 'none'");
        return IsKnown(request, picture.Version) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(picture.Bytes, picture.ContentType);
    }

    private static bool IsKnown(HttpRequest request, ETag version) => request.GetTypedHeaders().IfNoneMatch
        .Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(new(version.ToString("H")), useStrongComparison: false));
}
