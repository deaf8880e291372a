using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups;
using Azure.Data.Tables;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace AdoptionAutomation.Benchmarks;

/// <summary>
/// What one writes first: for each person one request that adds them, one mail, and a row written for each. It keeps no claims, so it is
/// not even safe; it is here to compare with.
/// </summary>
internal static class NaiveWay
{
    private const string Table = "naive";

    public static async Task InviteAsync(WaveWorld world, int people)
    {
        var group = await world.Get<GroupsTable>().FindAsync(WaveWorld.Campaign, WaveWorld.Group, CancellationToken.None);
        var rows = world.Get<TableServiceClient>().GetTableClient(Table);
        await rows.CreateIfNotExistsAsync();
        var page = await world.Get<DirectoryUsers>().FilterAsync(null, null, DirectoryUsers.PageSize, CancellationToken.None);
        foreach (var user in page.Users.Where(user => !user.IsGuest).Take(people))
        {
            await JoinAsync(world.Get<GraphServiceClient>(), group!.GraphId!, user.Id);
            await rows.UpsertEntityAsync(new TableEntity("member", user.Id));
            var hello = $"Bonjour {user.FirstName}";
            var mail = MailHelper.CreateSingleEmail(new("campagne@sandbox.example"), new(user.Mail), "Bienvenue", hello, $"<p>{hello}</p>");
            await world.Get<ISendGridClient>().SendEmailAsync(mail, CancellationToken.None);
            await rows.UpsertEntityAsync(new TableEntity("mail", user.Id));
        }
    }

    private static async Task JoinAsync(GraphServiceClient graph, string group, string user)
    {
        try
        {
            var reference = new ReferenceCreate { OdataId = $"{graph.RequestAdapter.BaseUrl}/directoryObjects/{user}" };
            await graph.Groups[group].Members.Ref.PostAsync(reference);
        }
        catch (Microsoft.Graph.Models.ODataErrors.ODataError already) when (already.ResponseStatusCode == 400)
        {
            // Those whom groups.json names are members already.
        }
    }
}
