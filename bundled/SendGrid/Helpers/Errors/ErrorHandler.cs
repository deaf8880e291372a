using System.Net;
using System.Text.Json;
using SendGrid.Helpers.Errors.Model;

namespace SendGrid.Helpers.Errors;

/// <summary>Refusals as exceptions, for clients that ask for it; the message is a <see cref="SendGridErrorResponse"/> as JSON.</summary>
public class ErrorHandler
{
    public static async Task ThrowException(HttpResponseMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var text = JsonSerializer.Serialize(Describe(message, await message.Content.ReadAsStringAsync()));
        throw message.StatusCode switch
        {
            HttpStatusCode.BadRequest => new BadRequestException(text),
            HttpStatusCode.Unauthorized => new UnauthorizedException(text),
            HttpStatusCode.Forbidden => new ForbiddenException(text),
            HttpStatusCode.NotFound => new NotFoundException(text),
            HttpStatusCode.MethodNotAllowed => new MethodNotAllowedException(text),
            HttpStatusCode.RequestEntityTooLarge => new PayloadTooLargeException(text),
            HttpStatusCode.UnsupportedMediaType => new UnsupportedMediaTypeException(text),
            HttpStatusCode.TooManyRequests => new TooManyRequestsException(text),
            HttpStatusCode.BadGateway => new ServerUnavailableException(text),
            HttpStatusCode.ServiceUnavailable => new ServiceNotAvailableException(text),
            >= HttpStatusCode.InternalServerError => new SendGridInternalException(text),
            _ => new RequestErrorException(text),
        };
    }

    private static SendGridErrorResponse Describe(HttpResponseMessage message, string body)
    {
        SendGridErrorResponse description = new()
        {
            ErrorHttpStatusCode = (int)message.StatusCode,
            ErrorReasonPhrase = message.ReasonPhrase,
        };
        try
        {
            using var document = JsonDocument.Parse(body);
            var first = document.RootElement.GetProperty("errors")[0];
            description.SendGridErrorMessage = Text(first, "message");
            description.FieldWithError = Text(first, "field");
            description.HelpLink = Text(first, "help");
        }
        catch (Exception other)
            when (other is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            // A gateway's page: status and reason must do.
        }

        return description;
    }

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
