using AdoptionAutomation.Sandbox.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace AdoptionAutomation.Tests.Sandbox.Runtime;

#pragma warning disable CA1822 // Only their declarations matter: instance methods, as in the app

public sealed class FunctionCatalogTests
{
    private static readonly IConfiguration Settings = new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["Queue"] = "work", ["Hourly"] = "0 0 * * * *" })
        .Build();

    [Fact]
    public void Functions_are_found_with_their_settings_filled_in()
    {
        var catalog = FunctionCatalog.Of([typeof(Good)], Settings);

        Assert.Equal(["Page", "Tick", "Work"], catalog.All.Select(f => f.Name));
        Assert.Equal(new QueueTrigger("work"), catalog.Find("WORK")!.Trigger);
        Assert.False(catalog.With<TimerTrigger>().Single().Trigger.Schedule.IsSubMinute);
    }

    [Theory]
    [InlineData(typeof(NoSetting), "the setting Missing, used as %Missing%, is missing")]
    [InlineData(typeof(BadSchedule), "the schedule expression 'every hour' was not recognized as a valid cron expression or timespan string")]
    [InlineData(typeof(BadQueue), "\"No_Queue\" is not a queue name")]
    [InlineData(typeof(BadName), "a function's name is a letter")]
    [InlineData(typeof(Twice), "the name is used by Twice.A and Twice.B")]
    [InlineData(typeof(SameRoute), "One and Two have the same route \"thing/{id}\" and a method in common")]
    [InlineData(typeof(Reserved), "may not start with admin or runtime")]
    [InlineData(typeof(SameQueue), "One and Two both listen on the queue work")]
    [InlineData(typeof(NoTrigger), "exactly one parameter carries a trigger attribute, AdoptionAutomation.Tests.Sandbox.Runtime.FunctionCatalogTests+NoTrigger.Run has 0")]
    [InlineData(typeof(Unknown), "nothing is known to put into the parameter String other")]
    [InlineData(typeof(Returns), "Int32 cannot be returned")]
    [InlineData(typeof(Retries), "queue triggers take no retry attribute")]
    public void What_the_host_would_refuse_is_told_by_function(Type functions, string problem)
    {
        var e = Assert.Throws<FunctionCatalogException>(() => FunctionCatalog.Of([functions], Settings));

        Assert.Contains(problem, Assert.Single(e.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var e = Assert.Throws<FunctionCatalogException>(() => FunctionCatalog.Of([typeof(NoSetting), typeof(BadQueue), typeof(Good)], Settings));

        Assert.Equal(2, e.Problems.Count);
    }

    [Fact]
    public void The_same_route_with_other_methods_is_no_conflict() =>
        Assert.Equal(2, FunctionCatalog.Of([typeof(OtherMethods)], Settings).All.Count());

    private sealed class Good
    {
        [Function("Work")]
        public void Work([QueueTrigger("%Queue%")] string message, FunctionContext context, CancellationToken token)
        {
        }

        [Function("Tick")]
        public Task TickAsync([TimerTrigger("%Hourly%")] TimerInfo timer) => Task.CompletedTask;

        [Function("Page")]
        public Task<IResult> PageAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "page/{id:int}/{*rest}")] HttpRequest request, string id, string rest) =>
            Task.FromResult(Results.Ok());
    }

    private sealed class NoSetting
    {
        [Function("X")]
        public void Run([TimerTrigger("%Missing%")] TimerInfo timer)
        {
        }
    }

    private sealed class BadSchedule
    {
        [Function("X")]
        public void Run([TimerTrigger("every hour")] TimerInfo timer)
        {
        }
    }

    private sealed class BadQueue
    {
        [Function("Y")]
        public void Run([QueueTrigger("No_Queue")] string message)
        {
        }
    }

    private sealed class BadName
    {
        [Function("1st")]
        public void Run([QueueTrigger("work")] string message)
        {
        }
    }

    private sealed class Twice
    {
        [Function("Same")]
        public void A([QueueTrigger("a-queue")] string message)
        {
        }

        [Function("same")]
        public void B([QueueTrigger("b-queue")] string message)
        {
        }
    }

    private sealed class SameRoute
    {
        [Function("One")]
        public void One([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "thing/{id}")] HttpRequest request)
        {
        }

        [Function("Two")]
        public void Two([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "Thing/{name}")] HttpRequest request)
        {
        }
    }

    private sealed class OtherMethods
    {
        [Function("One")]
        public void One([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "thing/{id}")] HttpRequest request)
        {
        }

        [Function("Two")]
        public void Two([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "thing/{id}")] HttpRequest request)
        {
        }
    }

    private sealed class Reserved
    {
        [Function("X")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "Admin/things")] HttpRequest request)
        {
        }
    }

    private sealed class SameQueue
    {
        [Function("One")]
        public void One([QueueTrigger("work")] string message)
        {
        }

        [Function("Two")]
        public void Two([QueueTrigger("%Queue%")] string message)
        {
        }
    }

    private sealed class NoTrigger
    {
        [Function("X")]
        public void Run(string message)
        {
        }
    }

    private sealed class Unknown
    {
        [Function("X")]
        public void Run([QueueTrigger("work")] string message, string other)
        {
        }
    }

    private sealed class Returns
    {
        [Function("X")]
        public int Run([QueueTrigger("work")] string message) => 1;
    }

    private sealed class Retries
    {
        [Function("X")]
        [FixedDelayRetry(3, "00:00:10")]
        public void Run([QueueTrigger("work")] string message)
        {
        }
    }
}
