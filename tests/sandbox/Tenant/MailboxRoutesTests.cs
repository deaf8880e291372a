using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

public sealed class MailboxRoutesTests : IAsyncLifetime
{
    private static readonly string SendMail = $"users/{TenantDirectory.MailboxId}/sendMail";

    private TenantHost host = null!;

    public async Task InitializeAsync() => host = await TenantHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_message_to_a_group_is_a_post_with_its_pictures()
    {
        var group = await host.CreateGroupAsync("ideas");
        var mail = host.Tenant.Directory.Group(group)!.Mail!;
        var message = Message(mail.ToUpperInvariant());
        message["message"]!["attachments"] = new JsonArray(new JsonObject
        {
            ["@odata.type"] = "#microsoft.graph.fileAttachment",
            ["name"] = "a.png",
            ["contentType"] = "image/png",
            ["contentBytes"] = "AAAA",
            ["contentId"] = "a.png",
            ["isInline"] = true,
        });

        Assert.Equal("202", await host.PostAsync(SendMail, message));

        var post = Assert.Single(host.Tenant.Log.Posts);
        Assert.Equal((group, true, null, "Welcome", "<p>Hello</p>"), (post.Group!.Value, post.Delivered, post.Why, post.Subject, post.Html));
        Assert.Equal((TenantDirectory.MailboxId, "a.png"), (post.From, Assert.Single(post.Pictures)));
    }

    [Fact]
    public async Task A_message_that_no_group_takes_bounces_without_a_word()
    {
        var body = host.GroupBody("closed");
        body["resourceBehaviorOptions"] = new JsonArray("AllowOnlyMembersToPost");
        await host.PostAsync("groups", body);
        var closed = host.Tenant.Directory.GroupByNickname("closed")!;
        var deleted = await host.CreateGroupAsync("deleted");
        host.Tenant.Hands.DeleteGroup(deleted);

        foreach (var to in new[] { closed.Mail!, host.Tenant.Directory.Group(deleted)!.Mail!, "nobody@elsewhere.example" })
        {
            Assert.Equal("202", await host.PostAsync(SendMail, Message(to)));
        }

        Assert.All(host.Tenant.Log.Posts, post => Assert.False(post.Delivered));
        Assert.Equal([closed.Id, null, null], host.Tenant.Log.Posts.Select(post => post.Group));
        host.Tenant.Hands.AddMember(closed.Id, TenantDirectory.MailboxId);
        await host.PostAsync(SendMail, Message(closed.Mail!));
        Assert.True(host.Tenant.Log.Posts[^1].Delivered);
    }

    [Fact]
    public async Task The_mailbox_is_a_disabled_user_who_is_not_listed()
    {
        var mailbox = await host.GetAsync($"users/{TenantDirectory.MailboxId}?$select=id,accountEnabled,mail");

        Assert.Equal("False", mailbox["accountEnabled"]!.GetValue<bool>().ToString());
        Assert.Equal(mailbox["id"]!.ToString(), (await host.GetAsync($"users/{mailbox["mail"]}"))["id"]!.ToString());
        Assert.Empty((await host.GetAsync($"users?$filter=id eq '{TenantDirectory.MailboxId}'"))["value"]!.AsArray());
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000009", "a@b.example", "404 The requested user")]
    [InlineData(null, "nobody", "400 At least one recipient is not valid.")]
    public async Task A_malformed_message_is_refused(string? user, string to, string answer)
    {
        Assert.StartsWith(answer, await host.PostAsync($"users/{user ?? TenantDirectory.MailboxId.ToString()}/sendMail", Message(to)), StringComparison.Ordinal);
        Assert.Empty(host.Tenant.Log.Posts);
    }

    [Fact]
    public async Task A_minute_holds_thirty_messages_and_a_message_four_megabytes()
    {
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal("202", await host.PostAsync(SendMail, Message("a@b.example")));
        }

        Assert.StartsWith("429 ", await host.PostAsync(SendMail, Message("a@b.example")), StringComparison.Ordinal);
        Assert.Equal("MessagesOfMailbox", Assert.Single(host.Tenant.Log.QuotaExceeded).Quota);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.StartsWith("413 ", await host.PostAsync(SendMail, Message("a@b.example", new string('x', 4 * 1024 * 1024))), StringComparison.Ordinal);
        Assert.Equal(30, host.Tenant.Log.Posts.Count);
    }

    private static JsonObject Message(string to, string html = "<p>Hello</p>") => new()
    {
        ["message"] = new JsonObject
        {
            ["subject"] = "Welcome",
            ["body"] = new JsonObject { ["contentType"] = "HTML", ["content"] = html },
            ["toRecipients"] = new JsonArray(new JsonObject { ["emailAddress"] = new JsonObject { ["address"] = to } }),
        },
        ["saveToSentItems"] = false,
    };
}
