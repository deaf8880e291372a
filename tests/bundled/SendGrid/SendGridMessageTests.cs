using System.Text;
using System.Text.Json.Nodes;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace AdoptionAutomation.Tests.Bundled.SendGrid;

public sealed class SendGridMessageTests
{
    [Fact]
    public async Task The_whole_shape_is_that_of_mail_send()
    {
        SendGridMessage message = new() { HtmlContent = "<p>Été</p>", PlainTextContent = "Été" };
        message.SetFrom("from@example.com", "Adoption");
        message.SetReplyTo(new("reply@example.com"));
        message.SetGlobalSubject("Bienvenue");
        message.AddTo("to@example.com", "Zoé");
        message.AddCc("cc@example.com");
        message.AddBcc("bcc@example.com");
        message.SetSubject("Pour vous", 0);
        message.AddCustomArg("effect", "42");
        message.AddCategory("welcome");
        message.AddGlobalCustomArg("campaign", "spring");
        message.AddHeader("X-Wave", "1");
        message.SetSendAt(1_800_000_000, 0);
        message.SetTemplateId("d-1");
        message.SetAsm(7, [7, 8]);
        message.SetBatchId("batch");
        message.SetSandBoxMode(true);
        message.SetClickTracking(false, false);
        message.SetOpenTracking(true);
        using MemoryStream logo = new(Encoding.UTF8.GetBytes("logo"));
        await message.AddAttachmentAsync("logo.png", logo, "image/png", "inline", "logo");

        Same(
            """
            {
              "from": { "name": "Adoption", "email": "from@example.com" },
              "subject": "Bienvenue",
              "personalizations": [ {
                "to": [ { "name": "Zoé", "email": "to@example.com" } ],
                "cc": [ { "email": "cc@example.com" } ],
                "bcc": [ { "email": "bcc@example.com" } ],
                "subject": "Pour vous",
                "headers": { "X-Wave": "1" },
                "custom_args": { "effect": "42" },
                "send_at": 1800000000
              } ],
              "content": [ { "type": "text/plain", "value": "Été" }, { "type": "text/html", "value": "<p>Été</p>" } ],
              "attachments": [ { "content": "bG9nbw==", "type": "image/png", "filename": "logo.png", "disposition": "inline",
                  "content_id": "logo" } ],
              "template_id": "d-1",
              "categories": [ "welcome" ],
              "custom_args": { "campaign": "spring" },
              "asm": { "group_id": 7, "groups_to_display": [ 7, 8 ] },
              "batch_id": "batch",
              "mail_settings": { "sandbox_mode": { "enable": true } },
              "tracking_settings": { "click_tracking": { "enable": false, "enable_text": false }, "open_tracking": { "enable": true } },
              "reply_to": { "email": "reply@example.com" }
            }
            """,
            message.Serialize());
    }

    [Fact]
    public void Plain_text_goes_first_however_it_was_added()
    {
        SendGridMessage message = new();
        message.AddContent("text/calendar", "BEGIN:VCALENDAR");
        message.AddContent(MimeType.Html, "<p/>");
        message.AddContent(MimeType.Text, "text");
        var types = JsonNode.Parse(message.Serialize())!["content"]!.AsArray().Select(static content => (string?)content!["type"]);
        Assert.Equal(["text/plain", "text/html", "text/calendar"], types);
    }

    [Fact]
    public void An_address_given_twice_is_sent_once()
    {
        SendGridMessage message = new();
        message.AddTos([new("a@example.com", "A"), new("a@example.com", "A"), new("b@example.com")]);
        Same("""{"personalizations":[{"to":[{"name":"A","email":"a@example.com"},{"email":"b@example.com"}]}]}""", message.Serialize());
    }

    [Fact]
    public void A_personalization_of_ones_own_joins_the_message()
    {
        Personalization envelope = new() { Tos = [new("a@example.com")], CustomArgs = new() { ["effect"] = "1" } };
        SendGridMessage message = new() { Personalizations = [envelope] };
        message.AddTo(new EmailAddress("b@example.com"), 1);
        Same(
            """
            {"personalizations":[{"to":[{"email":"a@example.com"}],"custom_args":{"effect":"1"}},{"to":[{"email":"b@example.com"}]}]}
            """,
            message.Serialize());
    }

    [Fact]
    public void Everyone_gets_a_mail_of_their_own_unless_shown()
    {
        List<EmailAddress> tos = [new("a@example.com"), new("b@example.com")];
        Assert.Equal(2, MailHelper.CreateSingleEmailToMultipleRecipients(new("f@example.com"), tos, "s", "t", null)
            .Personalizations!.Count);
        Assert.Single(MailHelper.CreateSingleEmailToMultipleRecipients(
            new("f@example.com"), tos, "s", "t", null, showAllRecipients: true).Personalizations!);
    }

    [Fact]
    public void Markup_is_escaped_in_the_json()
    {
        SendGridMessage message = new() { HtmlContent = "<p>é</p>" };
        Assert.DoesNotContain("<p>", message.Serialize(), StringComparison.Ordinal);
        Assert.Contains("é", message.Serialize(), StringComparison.Ordinal);
    }

    private static void Same(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);
}
