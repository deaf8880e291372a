namespace AdoptionAutomation.Sandbox.Storage;

/// <summary>Storage requests of the app, by service.</summary>
internal sealed class RequestCounts
{
    private long tables;
    private long queues;
    private long blobs;

    public long Tables => Interlocked.Read(ref tables);

    public long Queues => Interlocked.Read(ref queues);

    public long Blobs => Interlocked.Read(ref blobs);

    public long Total => Tables + Queues + Blobs;

    public void Count(Uri request, StorageAccount account)
    {
        if (request.Port == account.TableUri.Port)
        {
            Interlocked.Increment(ref tables);
        }
        else if (request.Port == account.QueueUri.Port)
        {
            Interlocked.Increment(ref queues);
        }
        else if (request.Port == account.BlobUri.Port)
        {
            Interlocked.Increment(ref blobs);
        }
    }
}
