using System.Net;
using AdoptionAutomation.Calendar.Channels;
using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Digests.Editions;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal;

/// <summary>Bugs such as people write, each put into the app by one registration over its own.</summary>
internal static class SeededBugs
{
    public static Action<IServiceCollection> Of(string name) =>
        typeof(SeededBugs).GetMethod(name, [typeof(IServiceCollection)])!.CreateDelegate<Action<IServiceCollection>>();

    /// <summary>The ledger says done of what the tenant had no time for.</summary>
    public static void CountsAsDoneWhatWasPutBack(IServiceCollection app) => app.AddHttpClient(AdoptionServices.StorageHttpClientName).AddHttpMessageHandler(() => new Around(
        async (request, send) =>
        {
            if (request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/$batch", StringComparison.Ordinal))
            {
                var type = request.Content!.Headers.ContentType;
                var text = await request.Content.ReadAsStringAsync();
                request.Content = new StringContent(text.Replace("\"State\":\"Released\"", "\"State\":\"Done\"    ", StringComparison.Ordinal)) { Headers = { ContentType = type } };
            }

            return await send();
        }));

    /// <summary>As many HTTP clients do by themselves.</summary>
    public static void RepeatsUnansweredMails(IServiceCollection app) => app.AddHttpClient(MailLane.HttpClientName).AddHttpMessageHandler(() => new Around(
        async (_, send) =>
        {
            try
            {
                return await send();
            }
            catch (HttpRequestException)
            {
                return await send();
            }
        }));

    /// <summary>The ledger never hears of the first time.</summary>
    public static void PutsBackWhatItPublished(IServiceCollection app)
    {
        var own = app.First(service => service.ImplementationType == typeof(ConversationChannel));
        app.Remove(own);
        app.AddSingleton<ConversationChannel>().AddSingleton<IChannel>(provider => new Doubtful(provider.GetRequiredService<ConversationChannel>()));
    }

    public static void TakesRefusedMembersForAdded(IServiceCollection app) => app.AddHttpClient(GraphConnection.HttpClientName).AddHttpMessageHandler(() => new Around(
        async (request, send) =>
        {
            var answer = await send();
            return request.Method == HttpMethod.Patch && !answer.IsSuccessStatusCode ? new(HttpStatusCode.NoContent) : answer;
        }));

    public static void ForgetsDigests(IServiceCollection app) =>
        app.AddKeyedSingleton<IMailing, Forgetful>(Mailings.FamilyOf(DigestPurpose.Family));

    private sealed class Around(Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> handle) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            handle(request, () => base.SendAsync(request, cancellationToken));
    }

    private sealed class Doubtful(IChannel channel) : IChannel
    {
        private readonly HashSet<string> once = new(StringComparer.Ordinal);

        public PostChannel Channel => channel.Channel;

        public EffectKind Kind => channel.Kind;

        public Lane Lane => channel.Lane;

        public Task<Published?> PrepareAsync(Posting posting, CancellationToken cancellationToken) => channel.PrepareAsync(posting, cancellationToken);

        public async Task<Published> PublishAsync(Posting posting, bool lookFirst, CancellationToken cancellationToken) =>
            await channel.PublishAsync(posting, lookFirst, cancellationToken) is var published && once.Add(posting.Delivery.Key)
                ? new Published.NotYet(TimeSpan.FromMinutes(1), "nothing was heard")
                : published;

        public Task<string> PreviewAsync(Campaign campaign, ComposedPost post, string language, CancellationToken cancellationToken) =>
            channel.PreviewAsync(campaign, post, language, cancellationToken);
    }

    private sealed class Forgetful : IMailing
    {
        public Task<MailPause?> SendAsync(SendMailMessage message, CancellationToken cancellationToken) => Task.FromResult<MailPause?>(null);

        public Task SettleAsync(string campaign, IReadOnlyDictionary<string, Outcome> outcomes, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
