using System.Text.Json.Serialization;
using SendGrid.Helpers.Mail.Model;

namespace SendGrid.Helpers.Mail
{
    /// <summary>One form of the message's body.</summary>
    public class Content
    {
        public Content()
        {
        }

        public Content(string type, string value)
        {
            Type = type;
            Value = value;
        }

        /// <summary><see cref="MimeType.Text"/>, <see cref="MimeType.Html"/> or another.</summary>
        [JsonPropertyName("type")]
        public string? Type { get; set; }

        [JsonPropertyName("value")]
        public string? Value { get; set; }

        /// <summary>The service wants plain text first, then HTML, then what else there is.</summary>
        internal int Rank => Type == MimeType.Text ? 0 : Type == MimeType.Html ? 1 : 2;

        internal static List<Content> Of(string? plainText, string? html)
        {
            List<Content> contents = [];
            if (plainText is not null)
            {
                contents.Add(new PlainTextContent(plainText));
            }

            if (html is not null)
            {
                contents.Add(new HtmlContent(html));
            }

            return contents;
        }
    }
}

namespace SendGrid.Helpers.Mail.Model
{
    public class HtmlContent(string value) : Content(MimeType.Html, value);

    public class PlainTextContent(string value) : Content(MimeType.Text, value);
}
