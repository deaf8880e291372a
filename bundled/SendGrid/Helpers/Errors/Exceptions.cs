namespace SendGrid.Helpers.Errors.Model;

public class SendGridErrorResponse
{
    public int ErrorHttpStatusCode { get; set; }

    public string? ErrorReasonPhrase { get; set; }

    public string? SendGridErrorMessage { get; set; }

    public string? FieldWithError { get; set; }

    public string? HelpLink { get; set; }
}

/// <summary>4xx.</summary>
public class RequestErrorException(string message) : Exception(message);

public class BadRequestException(string message) : RequestErrorException(message);

public class UnauthorizedException(string message) : RequestErrorException(message);

public class ForbiddenException(string message) : RequestErrorException(message);

public class NotFoundException(string message) : RequestErrorException(message);

public class MethodNotAllowedException(string message) : RequestErrorException(message);

public class PayloadTooLargeException(string message) : RequestErrorException(message);

public class UnsupportedMediaTypeException(string message) : RequestErrorException(message);

public class TooManyRequestsException(string message) : RequestErrorException(message);

/// <summary>5xx.</summary>
public class SendGridInternalException(string message) : Exception(message);

public class ServerUnavailableException(string message) : SendGridInternalException(message);

public class ServiceNotAvailableException(string message) : SendGridInternalException(message);
