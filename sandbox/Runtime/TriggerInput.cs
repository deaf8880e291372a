using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Sandbox.Runtime;

/// <summary>What started an invocation.</summary>
/// <param name="Read">The trigger's value as the type its parameter asks for.</param>
/// <param name="BindingData">The trigger's metadata, as <see cref="BindingContext.BindingData"/> shows it.</param>
internal sealed record TriggerInput(Func<Type, object?> Read, IReadOnlyDictionary<string, object?> BindingData, HttpContext? Http = null)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    public static TriggerInput Of(TimerInfo timer) => new(_ => timer, new Dictionary<string, object?>());

    public static TriggerInput Of(HttpContext http) => new(_ => http.Request, http.Request.RouteValues.ToDictionary(), http);

    /// <param name="message">With the decoded body.</param>
    public static TriggerInput Of(QueueMessage message) => new(type => Convert(message, type), new Dictionary<string, object?>
    {
        ["QueueTrigger"] = message.MessageText,
        ["DequeueCount"] = message.DequeueCount.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Id"] = message.MessageId,
        ["PopReceipt"] = message.PopReceipt,
        ["InsertionTime"] = JsonSerializer.Serialize(message.InsertedOn),
        ["ExpirationTime"] = JsonSerializer.Serialize(message.ExpiresOn),
        ["NextVisibleTime"] = JsonSerializer.Serialize(message.NextVisibleOn),
    });

    private static object? Convert(QueueMessage message, Type type) =>
        type == typeof(QueueMessage) ? message
        : type == typeof(string) ? message.MessageText
        : type == typeof(BinaryData) ? message.Body
        : JsonSerializer.Deserialize(message.MessageText, type, Json);
}
