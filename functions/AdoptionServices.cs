using System.Security.Cryptography;
using AdoptionAutomation.Calendar.Agenda;
using AdoptionAutomation.Calendar.Board;
using AdoptionAutomation.Calendar.Channels;
using AdoptionAutomation.Calendar.Channels.Cards;
using AdoptionAutomation.Calendar.Channels.Letters;
using AdoptionAutomation.Calendar.Channels.News;
using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Calendar.Contests;
using AdoptionAutomation.Calendar.Contests.Page;
using AdoptionAutomation.Calendar.Editing;
using AdoptionAutomation.Calendar.Feeds;
using AdoptionAutomation.Calendar.Pictures;
using AdoptionAutomation.Calendar.Publishing;
using AdoptionAutomation.Calendar.Subscribing;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Digests.Editions;
using AdoptionAutomation.Digests.Mails;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Drift;
using AdoptionAutomation.Groups.Guests;
using AdoptionAutomation.Groups.Plan;
using AdoptionAutomation.Groups.Readiness;
using AdoptionAutomation.Groups.Steps;
using AdoptionAutomation.Kpis.Business;
using AdoptionAutomation.Kpis.Dashboard;
using AdoptionAutomation.Kpis.Reading;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Kpis.Taking;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Mail.Notices;
using AdoptionAutomation.Mail.Posts;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Operations.Backups;
using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Operations.Health;
using AdoptionAutomation.Operations.Health.Checks;
using AdoptionAutomation.Operations.Poison;
using AdoptionAutomation.Operations.Starting;
using AdoptionAutomation.Operations.Stuck;
using AdoptionAutomation.Operations.Tracing;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys;
using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Answering.Elsewhere;
using AdoptionAutomation.Surveys.Answering.Page;
using AdoptionAutomation.Surveys.Asking;
using AdoptionAutomation.Surveys.Figures;
using AdoptionAutomation.Surveys.Mails;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Surveys.Sealing;
using AdoptionAutomation.Surveys.Sheet;
using AdoptionAutomation.Waves.Activation;
using AdoptionAutomation.Waves.Calls;
using AdoptionAutomation.Waves.Dates;
using AdoptionAutomation.Waves.Gates;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.Newcomers;
using AdoptionAutomation.Waves.People;
using AdoptionAutomation.Waves.PersonPages;
using AdoptionAutomation.Waves.Plan;
using AdoptionAutomation.Waves.Stories;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Graph;
using Microsoft.Kiota.Authentication.Azure;
using SendGrid;

namespace AdoptionAutomation;

/// <summary>Every registration, in pipeline order. Used as it is by the Functions app, the sandbox and the tests.</summary>
internal static class AdoptionServices
{
    public const string StorageHttpClientName = "storage";

    private static readonly Lock OneClientAtATime = new();

    public static IServiceCollection AddAdoptionAutomation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        return services
            .AddTelemetry(configuration)
            .AddStorage(configuration)
            .AddEffects()
            .AddGraph(configuration)
            .AddMail(configuration)
            .AddOperations(configuration)
            .AddCampaigns(configuration)
            .AddGroups()
            .AddWaves(configuration)
            .AddCalendar(configuration)
            .AddSurveys(configuration)
            .AddKpis()
            .AddDigests();
    }

    private static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection(StorageOptions.Section))
            .Configure(options => options.ConnectionString ??= configuration[StorageOptions.Section])
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();

        // One pool of connections for tables, queues and blobs. The clients hold it for good, so the connections are renewed instead.
        services.AddHttpClient(StorageHttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) => (handler.PooledConnectionLifetime, handler.UseCookies, handler.AllowAutoRedirect)
                = (TimeSpan.FromMinutes(5), false, false))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        services.AddSingleton(provider => Client<TableClientOptions, TableServiceClient>(
            provider, new(), options => options.TableServiceUri, (text, options) => new(text, options), (uri, token, options) => new(uri, token, options)));
        services.AddSingleton(provider => Queues(provider, QueueMessageEncoding.Base64));
        services.AddKeyedSingleton(PoisonQueues.AsTheyAre, (provider, _) => Queues(provider, QueueMessageEncoding.None));
        services.AddSingleton(provider => Client<BlobClientOptions, BlobServiceClient>(
            provider, new(), options => options.BlobServiceUri, (text, options) => new(text, options), (uri, token, options) => new(uri, token, options)));
        return services.AddSingleton<WorkQueue>().AddSingleton<DueTable>().AddSingleton<StorageLayout>();
    }

    private static IServiceCollection AddEffects(this IServiceCollection services) => services
        .AddSingleton<LedgerTable>()
        .AddSingleton<Ledger>()
        .AddSingleton<LanesTable>()
        .AddSingleton<RateGovernor>();

    private static IServiceCollection AddGraph(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GraphOptions>().Bind(configuration.GetSection(GraphOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GraphOptions>, GraphOptionsValidator>();
        services.AddOptions<PostsOptions>().Bind(configuration.GetSection(PostsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PostsOptions>, PostsOptionsValidator>();

        // No handler of the SDK's: its retry would repeat POSTs and wait inside the function.
        services.AddHttpClient(GraphConnection.HttpClientName).AddHttpMessageHandler(() => new ReadableErrors());
        services.AddSingleton<TokenCredential>(provider => provider.GetRequiredService<IOptions<GraphOptions>>().Value.ManagedIdentityClientId is { Length: > 0 } id
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id))
            : new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned));
        services.AddSingleton(provider =>
        {
            var url = provider.GetRequiredService<IOptions<GraphOptions>>().Value.BaseUrl;
            var identity = new AzureIdentityAuthenticationProvider(
                provider.GetRequiredService<TokenCredential>(), [url.Host], null, isCaeEnabled: false, scopes: "https://graph.microsoft.com/.default");

            // The SDK wraps its writers once a process, but two clients made at the same time wrap them twice: they would write each null twice.
            lock (OneClientAtATime)
            {
                return new GraphServiceClient(
                    provider.GetRequiredService<IHttpClientFactory>().CreateClient(GraphConnection.HttpClientName), identity, url.ToString().TrimEnd('/'));
            }
        });
        return services
            .AddSingleton<GraphConnection>()
            .AddSingleton<DirectoryUsers>()
            .AddSingleton<DirectoryValues>()
            .AddSingleton<GroupsOfPerson>()
            .AddSingleton<GroupMembers>()
            .AddSingleton<ServiceMailbox>()
            .AddSingleton<UsageReports>()
            .AddSingleton<DirectoryCounts>()
            .AddSingleton<Invitations>();
    }

    private static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        services.AddHttpClient(MailLane.HttpClientName);
        services.AddSingleton<ISendGridClient>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<MailOptions>>().Value;
            return new SendGridClient(
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(MailLane.HttpClientName),
                new SendGridClientOptions { ApiKey = options.SendGridApiKey, Host = options.SendGridHost });
        });
        services.AddSingleton<Pages>();
        services.AddSingleton<Mailings>().AddSingleton<MailRedirect>().AddSingleton<MailLane>().AddSingleton<MailEventsTable>().AddSingleton<MailRounds>().AddSingleton<ContactMails>().AddSingleton<PostWriter>();
        return services
            .AddSingleton<NoticesTable>()
            .AddSingleton<NoticeBoard>()
            .AddSingleton<NoticeMailText>()
            .AddKeyedSingleton<IMailing, NoticeMailing>(NoticeMailing.Purpose);
    }

    private static IServiceCollection AddOperations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccessOptions>().Bind(configuration.GetSection(AccessOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        services.AddSingleton(new SettingsCheck(configuration));
        services.AddOptions<StartSettings>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<StartSettings>, StartSettingsValidator>();
        services.AddOptions<BackupsOptions>().Bind(configuration.GetSection(BackupsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BackupsOptions>, BackupsOptionsValidator>();
        return services
            .AddHealth()
            .AddSingleton<BackupDays>()
            .AddSingleton<TableBackup>()
            .AddSingleton<Erasures>()
            .AddSingleton<Access>()
            .AddSingleton<FailuresTable>()
            .AddSingleton<IFunctionsWorkerMiddleware, TimerWatch>()
            .AddSingleton<Deliveries>()
            .AddSingleton<PoisonQueues>()
            .AddSingleton<Redrive>()
            .AddSingleton<GroupNudge>()
            .AddSingleton<StuckReader>();
    }

    private static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddSingleton<IHealthCheck, VaultCheck>()
        .AddSingleton<IHealthCheck, TablesCheck>()
        .AddSingleton<IHealthCheck, QueuesCheck>()
        .AddSingleton<IHealthCheck, ContainersCheck>()
        .AddSingleton<IHealthCheck, ClockCheck>()
        .AddSingleton<IHealthCheck, GraphCheck>()
        .AddSingleton<IHealthCheck, SendGridCheck>()
        .AddSingleton<IHealthCheck, MailEventsCheck>()
        .AddSingleton<IHealthCheck, CampaignsCheck>()
        .AddSingleton<IHealthCheck, TimersCheck>()
        .AddSingleton<IHealthCheck, BackupCheck>()
        .AddSingleton<HealthReader>()
        .AddSingleton<HealthView>();

    private static IServiceCollection AddCampaigns(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CampaignsOptions>().Bind(configuration.GetSection(CampaignsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CampaignsOptions>, CampaignsOptionsValidator>();
        return services.AddSingleton<CampaignStore>().AddSingleton<WatchedFiles>().AddSingleton<AudienceReader>().AddSingleton<AudienceMatching>();
    }

    private static IServiceCollection AddGroups(this IServiceCollection services) => services
        .AddSingleton<GroupsTable>()
        .AddSingleton<GroupTree>()
        .AddSingleton<TenantListing>()
        .AddSingleton<PlanReader>()
        .AddSingleton<PlanApplication>()
        .AddSingleton<PlanView>()
        .AddSingleton<TenantGroups>()
        .AddSingleton<GroupSettings>()
        .AddSingleton<Teams>()
        .AddSingleton<PeopleByAddress>()
        .AddSingleton<Membership>()
        .AddSingleton<IGroupStep, CreationStep>()
        .AddSingleton<IGroupStep, AboutStep>()
        .AddSingleton<IGroupStep, SettingsStep>()
        .AddSingleton<IGroupStep, OwnersStep>()
        .AddSingleton<IGroupStep, MembersStep>()
        .AddSingleton<IGroupStep, GuestsStep>()
        .AddSingleton<IGroupStep, MembersFromStep>()
        .AddSingleton<IGroupStep, TeamStep>()
        .AddSingleton<IGroupStep, ChannelsStep>()
        .AddSingleton<IGroupStep, TabsStep>()
        .AddSingleton<IGroupStep, WelcomeStep>()
        .AddSingleton<GroupProvisioning>()
        .AddSingleton<TenantInspection>()
        .AddSingleton<DriftCheck>()
        .AddSingleton<AmbassadorSearch>()
        .AddSingleton<ReadinessReader>()
        .AddSingleton<ReadinessView>()
        .AddSingleton<WelcomeDecision>()
        .AddSingleton<PostingPlace>()
        .AddSingleton<GuestsTable>()
        .AddSingleton<GuestGroups>()
        .AddSingleton<GuestInvitation>()
        .AddSingleton<GuestMembership>()
        .AddSingleton<GuestMailText>()
        .AddKeyedSingleton<IMailing, GuestMailing>(GuestMailing.Purpose);

    private static IServiceCollection AddWaves(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LinksOptions>().Bind(configuration.GetSection(LinksOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LinksOptions>, LinksOptionsValidator>();
        foreach (var purpose in MailPurposes.FollowUps.Append(MailPurposes.FollowUp))
        {
            services.AddKeyedSingleton<IMailing, FollowUpMailing>(purpose);
        }

        return services.AddWaveParts();
    }

    private static IServiceCollection AddWaveParts(this IServiceCollection services) => services
        .AddSingleton<PausesTable>()
        .AddSingleton<PeopleTable>()
        .AddSingleton<PersonErasing>()
        .AddSingleton<WavesTable>()
        .AddSingleton<WaveFlights>()
        .AddSingleton<WaveTransitions>()
        .AddSingleton<WavePausing>()
        .AddSingleton<WaveRounds>()
        .AddSingleton<CampaignPausing>()
        .AddSingleton<WaveCompletion>()
        .AddSingleton<WaveCalls>()
        .AddSingleton<WaveView>()
        .AddSingleton<ActivityTable>()
        .AddSingleton<IWaveStep, ActivityReading>()
        .AddSingleton<WaveNudge>()
        .AddSingleton<GateReader>()
        .AddSingleton<WaveOpening>()
        .AddSingleton<WaveStarting>()
        .AddSingleton<WaveAgenda>()
        .AddSingleton<WaveDates>()
        .AddSingleton<IWaveStep, WaveDateStep>()
        .AddSingleton<IWaveStep, WaveSettling>()
        .AddSingleton<IWaveStep, WaveRetry>()
        .AddSingleton<AudienceSieves>()
        .AddSingleton<AudienceSweep>()
        .AddSingleton<WaveEdit>()
        .AddSingleton<PeopleRecheck>()
        .AddSingleton<WaveJoining>()
        .AddSingleton<IWaveStep, AudienceResolution>()
        .AddSingleton<IWaveStep, WaveChunks>()
        .AddSingleton<IWaveStep, WaveInvitation>()
        .AddSingleton<WavePlanReader>()
        .AddSingleton<WavePlanView>()
        .AddSingleton<PersonEffects>()
        .AddSingleton<PersonReader>()
        .AddSingleton<PersonLinks>()
        .AddSingleton<PersonActions>()
        .AddSingleton<PersonPageView>()
        .AddSingleton<WaveMailTexts>()
        .AddSingleton<WaveMails>()
        .AddSingleton<TestMails>()
        .AddSingleton<NewcomersReader>()
        .AddSingleton<AnnouncementPost>()
        .AddSingleton<IWaveStep, NewcomersSearch>()
        .AddSingleton<IWaveStep, Announcement>()
        .AddSingleton<IWaveStep, WaveWatch>()
        .AddKeyedSingleton<IMailing, WelcomeMailing>(WelcomeMailing.Purpose);

    private static IServiceCollection AddCalendar(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<CalendarVersions>()
        .AddSingleton<CalendarUptake>()
        .AddSingleton<CalendarEdit>()
        .AddSingleton<IComposer, PreparedComposer>()
        .AddContests()
        .AddFeeds(configuration)
        .AddChannels()
        .AddPublishing()
        .AddBoard();

    private static IServiceCollection AddBoard(this IServiceCollection services) => services
        .AddSingleton<BoardReader>()
        .AddSingleton<CalendarView>()
        .AddSingleton<PostPreview>()
        .AddSingleton<FeedLinks>()
        .AddSingleton<CalendarFeed>()
        .AddSingleton<AgendaReader>()
        .AddSingleton<AgendaPlanning>()
        .AddKeyedSingleton<IMailing, AgendaMailing>(AgendaMailing.Purpose);

    private static IServiceCollection AddPublishing(this IServiceCollection services) => services
        .AddSingleton<CalendarTable>()
        .AddSingleton<CalendarGroups>()
        .AddSingleton<PostRedirect>()
        .AddSingleton<CalendarPlanning>()
        .AddSingleton<SettledPosts>()
        .AddSingleton<PostWays>()
        .AddSingleton<PostNotices>()
        .AddSingleton<PostAttempt>()
        .AddSingleton<PostPublishing>()
        .AddSingleton<PostDecisions>()
        .AddSingleton<PostStates>();

    private static IServiceCollection AddChannels(this IServiceCollection services)
    {
        // The address is the key to the channel: nothing logs it, and no redirect takes the card elsewhere.
        services.AddHttpClient(Workflows.HttpClientName)
            .UseSocketsHttpHandler((handler, _) => (handler.UseCookies, handler.AllowAutoRedirect) = (false, false))
            .RemoveAllLoggers();
        return services
            .AddSingleton<PictureLinks>()
            .AddSingleton<KeptPictures>()
            .AddSingleton<PostPictures>()
            .AddSingleton<WorkflowRests>()
            .AddSingleton<Workflows>()
            .AddSingleton<GroupAddresses>()
            .AddSingleton<SitePages>()
            .AddSingleton<LetterAudience>()
            .AddSingleton<LetterPeople>()
            .AddSingleton<LetterTexts>()
            .AddSingleton<ChannelTrial>()
            .AddKeyedSingleton<IMailing, LetterMailing>(Mailings.FamilyOf(LetterMailing.Family))
            .AddSingleton<IChannel, TeamsChannel>()
            .AddSingleton<IChannel, ConversationChannel>()
            .AddSingleton<IChannel, NewsChannel>()
            .AddSingleton<IChannel, MailChannel>();
    }

    private static IServiceCollection AddContests(this IServiceCollection services) => services
        .AddSingleton<RandomBytes>(RandomNumberGenerator.GetBytes)
        .AddSingleton<ContestsTable>()
        .AddSingleton<DrawRecords>()
        .AddSingleton<ContestLinks>()
        .AddSingleton<ContestDrawing>()
        .AddSingleton<ContestWinner>()
        .AddSingleton<ContestVisits>()
        .AddSingleton<ContestPageView>()
        .AddSingleton<IComposer, QuestionComposer>()
        .AddSingleton<IComposer, ResultComposer>()
        .AddKeyedSingleton<IMailing, WinnerMailing>(WinnerMailing.Purpose);

    private static IServiceCollection AddFeeds(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FeedsOptions>().Bind(configuration.GetSection(FeedsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FeedsOptions>, FeedsOptionsValidator>();
        services.AddHttpClient(FeedFetcher.HttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, provider) => PublicConnection.Prepare(handler, provider.GetRequiredService<IOptions<FeedsOptions>>().Value));
        return services
            .AddSingleton<FeedFetcher>()
            .AddSingleton<FeedsTable>()
            .AddSingleton<IComposer, NewsComposer>();
    }

    private static IServiceCollection AddSurveys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SurveysOptions>().Bind(configuration.GetSection(SurveysOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SurveysOptions>, SurveysOptionsValidator>();
        return services
            .AddSurveyRounds()
            .AddSurveyAnswering()
            .AddSurveyResults()
            .AddSingleton<SheetView>();
    }

    private static IServiceCollection AddSurveyRounds(this IServiceCollection services) => services
        .AddSingleton<RoundsTable>()
        .AddSingleton<LinksTable>()
        .AddSingleton<RoundFreezing>()
        .AddSingleton<WelcomedAudience>()
        .AddSingleton<DirectoryAudience>()
        .AddSingleton<RoundLinks>()
        .AddSingleton<RoundMails>()
        .AddSingleton<ISurveyStep, RoundOpening>()
        .AddSingleton<SurveyPlanning>()
        .AddSingleton<SurveyErasing>()
        .AddSingleton<RoundPurge>()
        .AddSingleton<SurveyRecipients>()
        .AddSingleton<SurveyMailTexts>()
        .AddKeyedSingleton<IMailing, SurveyMailing>(Mailings.FamilyOf(SurveyPurpose.Family));

    private static IServiceCollection AddSurveyAnswering(this IServiceCollection services) => services
        .AddSingleton<AnswerCipher>()
        .AddSingleton<SurveyLinks>()
        .AddSingleton<OpenRounds>()
        .AddSingleton<SurveyVisits>()
        .AddSingleton<SurveyLimits>()
        .AddSingleton<AnswerKeeping>()
        .AddSingleton<ForeignAnswers>()
        .AddSingleton<SurveyPageView>();

    private static IServiceCollection AddSurveyResults(this IServiceCollection services) => services
        .AddSingleton<Chance>(RandomNumberGenerator.GetInt32)
        .AddSingleton<AnswersTable>()
        .AddSingleton<AnswerSealing>()
        .AddSingleton<RoundSealing>()
        .AddSingleton<ISurveyStep, SealStep>()
        .AddSingleton<ISurveyStep, CloseStep>()
        .AddSingleton<FiguresStore>()
        .AddSingleton<FiguresRelease>()
        .AddSingleton<MoodReader>()
        .AddSingleton<WrittenTexts>()
        .AddSingleton<ResultsCsv>()
        .AddSingleton<ResultsView>()
        .AddSingleton<CandidatesReader>();

    private static IServiceCollection AddKpis(this IServiceCollection services) => services
        .AddSingleton<KpisTable>()
        .AddSingleton<SnapshotStore>()
        .AddSingleton<KpiReader>()
        .AddSnapshots()
        .AddBusinessKpis()
        .AddDashboard();

    private static IServiceCollection AddSnapshots(this IServiceCollection services) => services
        .AddSingleton<UserReading>()
        .AddSingleton<GroupReading>()
        .AddSingleton<MailReading>()
        .AddSingleton<OwnReading>()
        .AddSingleton<SurveyReading>()
        .AddSingleton<ReportTurns>()
        .AddSingleton<SourcesSoFar>()
        .AddSingleton<ReportSources>()
        .AddSingleton<OwnSources>()
        .AddSingleton<SnapshotKeeping>()
        .AddSingleton<SourceNotices>()
        .AddSingleton<SnapshotTaking>();

    private static IServiceCollection AddBusinessKpis(this IServiceCollection services) => services
        .AddSingleton<BusinessVersions>()
        .AddSingleton<BusinessEdit>();

    private static IServiceCollection AddDashboard(this IServiceCollection services) => services
        .AddSingleton<DashboardLinks>()
        .AddSingleton<DashboardReader>()
        .AddSingleton<DashboardView>();

    private static IServiceCollection AddDigests(this IServiceCollection services) => services
        .AddSingleton<DigestsTable>()
        .AddSingleton<DigestPlanning>()
        .AddSingleton<WantedDigests>()
        .AddSingleton<UnsentDigests>()
        .AddSingleton<DigestReader>()
        .AddSingleton<DigestTexts>()
        .AddKeyedSingleton<IMailing, DigestMailing>(Mailings.FamilyOf(DigestPurpose.Family));

    private static QueueServiceClient Queues(IServiceProvider provider, QueueMessageEncoding encoding) => Client<QueueClientOptions, QueueServiceClient>(
        provider,
        new() { MessageEncoding = encoding },
        options => options.QueueServiceUri,
        (text, options) => new(text, options),
        (uri, token, options) => new(uri, token, options));

    private static TClient Client<TOptions, TClient>(
        IServiceProvider provider,
        TOptions clientOptions,
        Func<StorageOptions, Uri?> uri,
        Func<string, TOptions, TClient> fromText,
        Func<Uri, TokenCredential, TOptions, TClient> fromIdentity)
        where TOptions : ClientOptions
    {
        clientOptions.Transport = new HttpClientTransport(provider.GetRequiredService<IHttpClientFactory>().CreateClient(StorageHttpClientName));
        var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
        return options.ConnectionString is { Length: > 0 } text
            ? fromText(text, clientOptions)
            : fromIdentity(
                uri(options)!,
                new ManagedIdentityCredential(options.ClientId is { Length: > 0 } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned),
                clientOptions);
    }
}
