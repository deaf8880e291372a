using AdoptionAutomation.Storage;
using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Sandbox.Restore;

/// <summary>Restores tables of the deployed app: with the sign-in of whoever runs it (<c>az login</c>), or a connection string on a laptop.</summary>
internal static class RestoreCommand
{
    private const int Failed = 2;

    /// <returns>0 if the tables are back, 1 if nothing was done, 2 if storage stopped it: run it again.</returns>
    public static async Task<int> RunAsync(RestoreOptions options, string? account, string? connection, TextWriter output, CancellationToken cancellationToken)
    {
        if ((account is null) == (connection is null))
        {
            await output.WriteLineAsync("Say where: --account NAME of the storage account (you need to be signed in: az login), or --connection TEXT on a laptop.");
            return Failed;
        }

        try
        {
            await using var services = Services(account, connection);
            return await new RestoreRun(services, options, output).RunAsync(cancellationToken);
        }
        catch (AuthenticationFailedException nobody)
        {
            await output.WriteLineAsync($"You are not signed in to Azure: az login. {nobody.Message.Split('\n')[0]}");
        }
        catch (RequestFailedException refused) when (refused.Status is 401 or 403)
        {
            await output.WriteLineAsync($"The storage account refuses you ({refused.Status} {refused.ErrorCode}): for this you need the roles Storage Table Data Contributor "
                + "and Storage Blob Data Contributor on it, and its firewall must let your machine in.");
        }
        catch (RequestFailedException failed)
        {
            await output.WriteLineAsync($"Storage: {failed.Status} {failed.ErrorCode}. What was put back stays: run it again. A table that was just deleted can be made again after a minute.");
        }

        catch (AggregateException unreached) when (unreached.InnerExceptions.All(inner => inner is RequestFailedException))
        {
            await output.WriteLineAsync($"The storage account cannot be reached: {unreached.InnerExceptions[0].Message.Split('\n')[0]} Is its name right, and does its firewall let your machine in?");
        }
        catch (RowsMovedException moved)
        {
            await output.WriteLineAsync(moved.Message);
        }

        return Failed;
    }

    /// <summary>The app's, but for who asks.</summary>
    private static ServiceProvider Services(string? account, string? connection)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAdoptionAutomation(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { [StorageOptions.Section] = connection })
            .Build());
        if (account is not null)
        {
            var you = new DefaultAzureCredential();
            services.AddSingleton(new TableServiceClient(new Uri($"https://{account}.table.core.windows.net"), you));
            services.AddSingleton(new BlobServiceClient(new Uri($"https://{account}.blob.core.windows.net"), you));
        }

        return services.BuildServiceProvider();
    }
}
