using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions;

/// <summary>
/// Runs a piece of work again and again, each time with the process dying at another of its requests, before it leaves or after the far
/// side acted: before a call, after it, before its record and after it are all among them.
/// </summary>
internal static class CrashMatrix
{
    /// <summary>Deaths that one part tries, evenly spread; all of them with the environment variable <c>ADOPTION_EVERY_DEATH</c> set.</summary>
    private static readonly int MostDeaths = Environment.GetEnvironmentVariable("ADOPTION_EVERY_DEATH") is { Length: > 0 } ? int.MaxValue : 6;

    private static readonly DeathPoint[] Points = [DeathPoint.Before, DeathPoint.After];

    /// <param name="start">A fresh world with the work not begun.</param>
    /// <param name="begin">Sets the work going.</param>
    /// <param name="check">What must hold once it has settled, wherever the process died.</param>
    /// <param name="settle">How long that may take.</param>
    /// <param name="part">Of how many parts this run takes one, so that a theory can share the work out: (0, 1) takes all.</param>
    /// <returns>How many deaths were tried.</returns>
    public static async Task<int> RunAsync(
        Func<Task<AppTest>> start, Func<AppTest, Task> begin, Func<AppTest, Task> check, TimeSpan settle, (int Index, int Of) part)
    {
        var requests = await CountAsync(start, begin, check, settle);
        var deaths = Deaths(requests, part);
        foreach (var (request, point) in deaths)
        {
            await using var app = await start();
            app.World.Faults.DieAt(RequestsOf(app) + request, point);
            await begin(app);
            await app.PassAsync(settle);
            Assert.True(app.World.Host.Deaths == 1, $"request {request}: the process did not die");
            await LabelledAsync(app, check, $"the process died {point} request {request} of {requests}: {Struck(app)}");
        }

        return deaths.Count;
    }

    /// <param name="requests">How many the work makes.</param>
    /// <param name="part">Of how many parts this takes one: (0, 1) takes all.</param>
    public static IReadOnlyList<(int Request, DeathPoint Point)> Deaths(int requests, (int Index, int Of) part)
    {
        var mine = Enumerable.Range(1, requests).Where(request => (request - 1) % part.Of == part.Index);
        return Spread([.. mine.SelectMany(request => Points, (request, point) => (request, point))], part.Index / (double)part.Of);
    }

    /// <param name="all">Of a part, in order.</param>
    /// <param name="phase">From 0 to 1: where between two that are taken the first one lies, so that parts meet different ones.</param>
    private static List<(int Request, DeathPoint Point)> Spread(List<(int Request, DeathPoint Point)> all, double phase) => all.Count <= MostDeaths
        ? all
        : [.. Enumerable.Range(0, MostDeaths).Select(i => all[(int)((i + phase) * all.Count / MostDeaths)])];

    private static async Task<int> CountAsync(Func<Task<AppTest>> start, Func<AppTest, Task> begin, Func<AppTest, Task> check, TimeSpan settle)
    {
        await using var app = await start();
        var before = RequestsOf(app);
        await begin(app);
        await app.PassAsync(settle);
        var requests = RequestsOf(app) - before;
        await check(app);
        return requests;
    }

    private static int RequestsOf(AppTest app) => app.Get<InstanceFaults>().Requests;

    private static string Struck(AppTest app) =>
        string.Join(", ", app.Tenant.Log.Faults.Select(fault => $"{fault.Method} {fault.Path} of {fault.Service}"));

    private static async Task LabelledAsync(AppTest app, Func<AppTest, Task> check, string when)
    {
        try
        {
            await check(app);
        }
        catch (Xunit.Sdk.XunitException failure)
        {
            Assert.Fail($"{when}\n{failure.Message}");
        }
    }
}
