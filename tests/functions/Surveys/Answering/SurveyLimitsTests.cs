using System.Net;
using AdoptionAutomation.Sandbox.Time;
using AdoptionAutomation.Surveys;
using AdoptionAutomation.Surveys.Answering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Tests.Functions.Surveys.Answering;

public sealed class SurveyLimitsTests
{
    private readonly VirtualClock clock = new(new(2026, 9, 7, 8, 0, 20, TimeSpan.Zero));

    [Fact]
    public void A_link_waits_for_the_next_minute_and_another_does_not()
    {
        var limits = new SurveyLimits(Options.Create(new SurveysOptions { MostPerLink = 2 }), clock);
        var request = RequestFrom("198.51.100.7:1234");

        Assert.Null(limits.Enter(request, "one"));
        Assert.Null(limits.Enter(request, "one"));
        Assert.Equal(TimeSpan.FromSeconds(40), limits.Enter(request, "one"));
        Assert.Null(limits.Enter(request, "two"));
        clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(limits.Enter(request, "one"));
    }

    [Fact]
    public void An_address_waits_whatever_links_it_tries_and_whatever_it_says_it_forwards_for()
    {
        var limits = new SurveyLimits(Options.Create(new SurveysOptions { MostPerAddress = 2 }), clock);

        Assert.Null(limits.Enter(RequestFrom("1.1.1.1, 198.51.100.7:1234"), "one"));
        Assert.Null(limits.Enter(RequestFrom("2.2.2.2, 198.51.100.7:4321"), "two"));
        Assert.NotNull(limits.Enter(RequestFrom("3.3.3.3, 198.51.100.7:9"), "three"));
        Assert.Null(limits.Enter(RequestFrom("198.51.100.8:1234"), "three"));
    }

    [Theory]
    [InlineData("198.51.100.7:1234", "198.51.100.7")]
    [InlineData("198.51.100.7", "198.51.100.7")]
    [InlineData("evil, 198.51.100.7", "198.51.100.7")]
    [InlineData("::ffff:198.51.100.7", "198.51.100.7")]
    [InlineData("[2001:db8:1:2:3:4:5:6]:443", "20010DB800010002")]
    [InlineData("2001:db8:1:2:ffff::9", "20010DB800010002")]
    [InlineData("", "203.0.113.5")]
    [InlineData("garbage", "203.0.113.5")]
    public void An_address_is_the_last_that_was_written_down_or_else_the_connections(string header, string address) =>
        Assert.Equal(address, SurveyLimits.AddressOf(RequestFrom(header)));

    [Fact]
    public void However_many_links_are_tried_memory_is_bounded()
    {
        var window = new FixedWindow(clock, 1);
        for (var i = 0; i < 2 * FixedWindow.MostKeys; i++)
        {
            Assert.Null(window.Enter($"{i}"));
        }

        Assert.NotNull(window.Enter("0"));
        Assert.Null(window.Enter($"{FixedWindow.MostKeys + 1}"));
    }

    private static HttpRequest RequestFrom(string forwarded)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse("203.0.113.5");
        http.Request.Headers["X-Forwarded-For"] = forwarded;
        return http.Request;
    }
}
