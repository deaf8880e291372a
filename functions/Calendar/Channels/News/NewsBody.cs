using System.Net;
using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Mail.Posts;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions.Serialization;

namespace AdoptionAutomation.Calendar.Channels.News;

/// <summary>A post as the body of a news page (pure): an image web part and a text web part for each language.</summary>
internal static class NewsBody
{
    /// <summary>The standard web part of pictures.</summary>
    private const string Image = "d1d91016-032f-456d-98a4-721247c305e8";

    private const int MarkBytes = 5;

    /// <summary>Our mark: the occurrence, readable, and a hash of what tells it from those of other campaigns.</summary>
    public static string NameOf(Posting posting)
    {
        var key = posting.Delivery.Key;
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{posting.Campaign.Id}|{key}")).AsSpan(0, MarkBytes));
        return $"{posting.Delivery.Occurrence.Key.Replace('.', '-')}-{mark}.aspx";
    }

    public static SitePage Of(Posting posting, string name, string? pictureUrl)
    {
        var content = PostParts.ContentOf(posting.Campaign, posting.Post, pictureUrl);
        return new()
        {
            Name = name,
            Title = content.Subject,
            PageLayout = PageLayoutType.Article,
            PromotionKind = PagePromotionType.NewsPost,
            ShowComments = true,
            ShowRecommendedPages = false,
            TitleArea = new() { Layout = TitleAreaLayoutType.Plain, ShowAuthor = false, ShowPublishedDate = true, TextAlignment = TitleAreaTextAlignmentType.Left },
            CanvasLayout = new()
            {
                HorizontalSections =
                [
                    new()
                    {
                        Id = "1",
                        Layout = HorizontalSectionLayoutType.OneColumn,
                        Emphasis = SectionEmphasisType.None,
                        Columns = [new() { Id = "1", Width = 12, Webparts = [.. PartsOf(content)] }],
                    },
                ],
            },
        };
    }

    private static IEnumerable<WebPart> PartsOf(PostContent content)
    {
        if (content.PictureUrl is not null)
        {
            yield return PictureOf(content);
        }

        foreach (var part in content.Parts)
        {
            yield return new TextWebPart { InnerHtml = HtmlOf(content, part) };
        }
    }

    private static StandardWebPart PictureOf(PostContent content) => new()
    {
        WebPartType = Image,
        Data = new()
        {
            DataVersion = "1.9",
            Title = "Image",
            Description = "Show an image on your page",
            Properties = new UntypedObject(new Dictionary<string, UntypedNode>(StringComparer.Ordinal)
            {
                ["imageSourceType"] = new UntypedInteger(2),
                ["altText"] = new UntypedString(content.PictureAlt),
                ["overlayText"] = new UntypedString(""),
                ["captionText"] = new UntypedString(""),
                ["fixAspectRatio"] = new UntypedBoolean(false),
                ["alignment"] = new UntypedString("Center"),
            }),
            ServerProcessedContent = new() { ImageSources = [new() { Key = "imageSource", Value = content.PictureUrl }] },
        },
    };

    /// <summary>SharePoint shows the page's own title: the first language has it already.</summary>
    private static string HtmlOf(PostContent content, PostPart part)
    {
        var html = new StringBuilder();
        if (part != content.Parts[0])
        {
            html.Append("<h2>").Append(WebUtility.HtmlEncode(part.Title)).Append("</h2>");
        }

        html.Append(part.Html);
        foreach (var button in part.Buttons)
        {
            html.Append("<p><a href=\"").Append(WebUtility.HtmlEncode(button.Url)).Append("\">").Append(WebUtility.HtmlEncode(button.Label)).Append("</a></p>");
        }

        if (part.Mentions is { } mentions)
        {
            html.Append("<p>").Append(WebUtility.HtmlEncode(mentions)).Append("</p>");
        }

        return html.Append("<p><strong>").Append(WebUtility.HtmlEncode(content.Author)).Append("</strong>")
            .Append(part.Role is null ? "" : $", {WebUtility.HtmlEncode(part.Role)}").Append("</p>").ToString();
    }
}
