using AdoptionAutomation.Graph;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Graph;

public sealed class DirectoryUsersTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private AppParts parts = null!;

    public async Task InitializeAsync()
    {
        var company = new CompanyShape();
        company = company with
        {
            NamedPeople = [.. company.NamedPeople, new("Sean", "O'Neil", "sean.o'neil@lumen.example", "Commerce", "Dublin", "en-IE")],
        };
        parts = await AppParts.StartAsync(azurite.NewAccount(), TenantHost.Calm with { Employees = 2_200, Company = company });
    }

    public async Task DisposeAsync() => await parts.DisposeAsync();

    [Fact]
    public async Task Everybody_is_read_once_in_pages_that_another_instance_can_go_on_with()
    {
        List<DirectoryUser> read = [];
        var pages = 0;
        string? cursor = null;
        do
        {
            using var instance = parts.NewInstance();
            var page = await instance.GetRequiredService<DirectoryUsers>().FilterAsync(null, cursor, DirectoryUsers.PageSize, default);
            read.AddRange(page.Users);
            (cursor, pages) = (page.Next, pages + 1);
        }
        while (cursor is not null);

        Assert.Equal((3, parts.Tenant.Directory.Employees.Count), (pages, read.Select(user => user.Id).Distinct().Count()));
        Assert.Equal(3, parts.Tenant.Log.Requests(RemoteService.Graph));
    }

    [Fact]
    public async Task Three_hundred_addresses_are_one_request_and_the_unknown_are_absent()
    {
        var known = Enumerable.Range(0, 299).Select(i => parts.Tenant.Directory.Employees[i]).ToList();
        var found = await parts.Get<DirectoryUsers>().FindAsync([.. known.Select(user => user.Mail), "ghost@lumen.example"], default);

        Assert.Equal(1, parts.Tenant.Log.Requests(RemoteService.Graph));
        Assert.Equal(299, found.Count);
        Assert.All(known, user => Assert.Equal(user.Id.ToString(), found[user.Mail.ToUpperInvariant()].Id));
    }

    [Fact]
    public async Task A_quote_in_a_name_breaks_neither_look_up_nor_filter()
    {
        var users = parts.Get<DirectoryUsers>();
        var found = await users.FindAsync(["sean.o'neil@lumen.example", "x' or mail ne 'x"], default);
        var filtered = await users.FilterAsync($"surname eq {DirectoryUsers.Quote("O'Neil")}", null, DirectoryUsers.PageSize, default);

        Assert.Equal(["sean.o'neil@lumen.example"], found.Keys);
        Assert.Equal(found.Values, filtered.Users);
    }

    [Fact]
    public async Task A_throttled_part_of_a_look_up_is_a_failure_and_not_a_person_unknown()
    {
        parts.Faults.Strike(target => target is { Method: "GET" } && target.Path.Contains("users", StringComparison.Ordinal), 2, new(FaultKind.Throttled, 4));
        var addresses = Enumerable.Range(0, 40).Select(i => parts.Tenant.Directory.Employees[i].Mail).ToList();
        var failure = await Assert.ThrowsAsync<GraphFailure>(() => parts.Get<DirectoryUsers>().FindAsync(addresses, default));

        Assert.Equal(4, failure.RetryAfter!.Value.TotalSeconds);
    }

    [Fact]
    public async Task Nobody_is_asked_for_without_a_request()
    {
        Assert.Empty(await parts.Get<DirectoryUsers>().FindAsync([], default));
        Assert.Equal(0, parts.Tenant.Log.Requests(RemoteService.Graph));
    }

    [Fact]
    public async Task No_address_reaches_the_log()
    {
        await parts.Get<DirectoryUsers>().FindAsync(["claire.fontaine@lumen.example"], default);

        Assert.NotEmpty(parts.Log.Lines);
        Assert.DoesNotContain(parts.Log.Lines, line => line.Contains("lumen.example", StringComparison.OrdinalIgnoreCase));
    }
}
