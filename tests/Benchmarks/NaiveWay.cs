using AdoptionAutomation.Graph;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace AdoptionAutomation.Benchmarks;

/// <summary>
/// What one writes first: everybody read into a list; for each person one request that adds them, one mail, and a row written for each. It
/// keeps no claims, so it is not even safe; it is here to compare with.
/// </summary>
/// <param name="services">Of the process it runs in.</param>
/// <param name="group">Graph's id of the group that everybody joins.</param>
internal sealed class NaiveWay(IServiceProvider services, string group)
{
    public const string Welcome = "welcome";

    private readonly GraphServiceClient graph = services.GetRequiredService<GraphServiceClient>();
    private readonly ISendGridClient mails = services.GetRequiredService<ISendGridClient>();
    private readonly TableClient rows = services.GetRequiredService<TableServiceClient>().GetTableClient("naive");

    public static async Task<List<DirectoryUser>> ReadAsync(IServiceProvider services)
    {
        var (users, all, cursor) = (services.GetRequiredService<DirectoryUsers>(), new List<DirectoryUser>(), (string?)null);
        do
        {
            var page = await users.FilterAsync(null, cursor, DirectoryUsers.PageSize, CancellationToken.None);
            all.AddRange(page.Users.Where(user => !user.IsGuest));
            cursor = page.Next;
        }
        while (cursor is not null);
        return all;
    }

    public async Task InviteAsync(DirectoryUser user)
    {
        await JoinAsync(user);
        await rows.UpsertEntityAsync(new TableEntity("member", user.Id));
        var hello = $"Bonjour {user.FirstName}";
        var mail = MailHelper.CreateSingleEmail(new("campagne@sandbox.example"), new(user.Mail), "Bienvenue", hello, $"<p>{hello}</p>");
        mail.AddCategory(Welcome);
        var answer = await mails.SendEmailAsync(mail, CancellationToken.None);
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"SendGrid answered {(int)answer.StatusCode}.");
        }

        await rows.UpsertEntityAsync(new TableEntity("mail", user.Id));
    }

    public async Task JoinAsync(DirectoryUser user)
    {
        try
        {
            var reference = new ReferenceCreate { OdataId = $"{graph.RequestAdapter.BaseUrl}/directoryObjects/{user.Id}" };
            await graph.Groups[group].Members.Ref.PostAsync(reference);
        }
        catch (ODataError already) when (already.ResponseStatusCode == 400)
        {
            // Those whom groups.json names are members already.
        }
    }

    public Task CreateTableAsync() => rows.CreateIfNotExistsAsync();
}
