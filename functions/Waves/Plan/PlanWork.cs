using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Plan;

/// <summary>What inviting so many people asks of Graph, SendGrid and storage (pure). No faults, so it is what a calm day costs.</summary>
/// <param name="People">To be invited.</param>
/// <param name="Read">Of the audience.</param>
/// <param name="Groups">That everybody joins.</param>
/// <param name="OwnGroups">That people join by an attribute of theirs.</param>
/// <param name="Languages">Of the mails.</param>
internal sealed record PlanWork(int People, int Read, int Groups, int OwnGroups, int Languages)
{
    // Storage requests by what the code does; a test holds the sum within a third of what a wave really takes.
    private const int PerPage = 2;
    private const int PerPeopleWritten = 3;
    private const int PerChunk = 35;
    private const int PerChunkAndGroup = 2;
    private const int PerWave = 25;

    public int Chunks => (People + PeopleTable.ChunkSize - 1) / PeopleTable.ChunkSize;

    private int Pages => (Read + DirectoryUsers.PageSize - 1) / DirectoryUsers.PageSize;

    /// <summary>Twenty people a request; own groups by the chunk, for each holds people of most of them.</summary>
    public int GraphWrites => (Chunks == 0 ? 0 : ((Chunks - 1) * WaveChunks.RequestsFor(PeopleTable.ChunkSize, Groups))
        + WaveChunks.RequestsFor(People - ((Chunks - 1) * PeopleTable.ChunkSize), Groups)) + (Chunks * Math.Min(OwnGroups, PeopleTable.ChunkSize));

    public int GraphReads => Math.Max(1, Pages);

    public int MailRequests => Chunks * Math.Max(1, Languages);

    public int StorageRequests => PerWave + (Pages * PerPage) + (Chunks * (PerPeopleWritten + PerChunk + ((Groups + OwnGroups) * PerChunkAndGroup)));

    /// <summary>A chunk is invited by one and mailed by another.</summary>
    public int Executions => (2 * Chunks) + Pages + 2;

    /// <summary>How long the directory's quota makes it, at the pace that the app keeps.</summary>
    public TimeSpan ByQuota => GraphWrites * Effects.Lane.GraphWrites.Pace;
}
