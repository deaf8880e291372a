namespace AdoptionAutomation.Sandbox.Storage;

/// <summary>One storage account of an <see cref="Azurite"/>: its own tables, queues and blobs, and its own clock.</summary>
internal sealed record StorageAccount(string Name, string Key, Uri BlobUri, Uri QueueUri, Uri TableUri)
{
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Name};AccountKey={Key};BlobEndpoint={BlobUri};QueueEndpoint={QueueUri};TableEndpoint={TableUri};";
}
