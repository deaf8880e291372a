using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace AdoptionAutomation.Sandbox.Storage;

/// <summary>The npm packages of package.json (Azurite, and what tests need), installed on first use.</summary>
internal static class NodePackages
{
    private static readonly string[] Lists = ["dependencies", "devDependencies"];

    /// <summary>Two installations at once would tear each other's files.</summary>
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>Answers the path of Azurite's entry script.</summary>
    /// <exception cref="AzuriteException">package.json was not found, or <c>npm ci</c> failed.</exception>
    public static async Task<string> FindAzuriteAsync(Action<string> progress, CancellationToken cancellationToken) =>
        Path.Combine(await FindAsync(progress, cancellationToken), "azurite", "dist", "src", "azurite.js");

    /// <summary>Answers the folder <c>node_modules</c>, with every package in it.</summary>
    /// <exception cref="AzuriteException">package.json was not found, or <c>npm ci</c> failed.</exception>
    public static async Task<string> FindAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        var folder = FindFolder(Environment.CurrentDirectory) ?? FindFolder(AppContext.BaseDirectory) ?? throw new AzuriteException(
            $"No package.json with package-lock.json was found in {Environment.CurrentDirectory}, in {AppContext.BaseDirectory} or above them. "
            + "Run the sandbox from the repository.");
        await OneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (!IsInstalled(folder))
            {
                progress($"Installing npm packages in {folder} (npm ci, first use only) ...");
                await InstallAsync(folder, cancellationToken);
            }
        }
        finally
        {
            OneAtATime.Release();
        }

        return Path.Combine(folder, "node_modules");
    }

    /// <summary>Whether every package is there that package.json names: a later one may name more.</summary>
    private static bool IsInstalled(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "package.json")));
        return Lists.SelectMany(list => json.RootElement.TryGetProperty(list, out var packages) ? packages.EnumerateObject().Select(package => package.Name) : [])
            .All(name => File.Exists(Path.Combine(folder, "node_modules", name, "package.json")));
    }

    private static string? FindFolder(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "package.json")) && File.Exists(Path.Combine(folder.FullName, "package-lock.json")))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    private static async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        using var npm = Start(new(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci --no-audit --no-fund")
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
        await npm.WaitForExitAsync(cancellationToken);
        if (npm.ExitCode != 0)
        {
            throw new AzuriteException(
                $"`npm ci` failed in {folder} with exit code {npm.ExitCode}; Azurite cannot start without it. npm said:\n{await output}{await errors}");
        }
    }

    /// <exception cref="AzuriteException">The program is not installed.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new AzuriteException(
                $"`{start.FileName}` could not be started ({e.Message}). Install Node.js 20 or later (https://nodejs.org) and make sure it is on the PATH.");
        }
    }
}

/// <summary>The local storage could not be started; the message says why and what to do.</summary>
internal sealed class AzuriteException(string message) : Exception(message);
