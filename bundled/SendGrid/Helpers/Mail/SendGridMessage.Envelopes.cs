namespace SendGrid.Helpers.Mail;

/// <summary>
/// What goes into one personalization: the one given, which joins the message; else the one at the index, which may be the next new one.
/// </summary>
public partial class SendGridMessage
{
    public void AddTo(string email, string? name = null) => AddTo(Address(email, name));

    public void AddTo(EmailAddress email, int personalizationIndex = 0, Personalization? personalization = null) =>
        AddTos([Given(email)], personalizationIndex, personalization);

    public void AddTos(List<EmailAddress> emails, int personalizationIndex = 0, Personalization? personalization = null) =>
        (Envelope(personalizationIndex, personalization).Tos ??= []).AddRange(Given(emails));

    public void AddCc(string email, string? name = null) => AddCc(Address(email, name));

    public void AddCc(EmailAddress email, int personalizationIndex = 0, Personalization? personalization = null) =>
        AddCcs([Given(email)], personalizationIndex, personalization);

    public void AddCcs(List<EmailAddress> emails, int personalizationIndex = 0, Personalization? personalization = null) =>
        (Envelope(personalizationIndex, personalization).Ccs ??= []).AddRange(Given(emails));

    public void AddBcc(string email, string? name = null) => AddBcc(Address(email, name));

    public void AddBcc(EmailAddress email, int personalizationIndex = 0, Personalization? personalization = null) =>
        AddBccs([Given(email)], personalizationIndex, personalization);

    public void AddBccs(List<EmailAddress> emails, int personalizationIndex = 0, Personalization? personalization = null) =>
        (Envelope(personalizationIndex, personalization).Bccs ??= []).AddRange(Given(emails));

    public void SetSubject(string subject, int personalizationIndex = 0, Personalization? personalization = null) =>
        Envelope(personalizationIndex, personalization).Subject = subject;

    public void AddHeader(string headerKey, string headerValue, int personalizationIndex = 0, Personalization? personalization = null) =>
        (Envelope(personalizationIndex, personalization).Headers ??= []).Add(headerKey, headerValue);

    public void AddHeaders(Dictionary<string, string> headers, int personalizationIndex = 0, Personalization? personalization = null) =>
        Merge(Envelope(personalizationIndex, personalization).Headers ??= [], headers);

    public void AddSubstitution(
        string substitutionKey, string substitutionValue, int personalizationIndex = 0, Personalization? personalization = null) =>
        (Envelope(personalizationIndex, personalization).Substitutions ??= []).Add(substitutionKey, substitutionValue);

    public void AddSubstitutions(
        Dictionary<string, string> substitutions, int personalizationIndex = 0, Personalization? personalization = null) =>
        Merge(Envelope(personalizationIndex, personalization).Substitutions ??= [], substitutions);

    public void AddCustomArg(
        string customArgKey, string customArgValue, int personalizationIndex = 0, Personalization? personalization = null) =>
        (Envelope(personalizationIndex, personalization).CustomArgs ??= []).Add(customArgKey, customArgValue);

    public void AddCustomArgs(
        Dictionary<string, string> customArgs, int personalizationIndex = 0, Personalization? personalization = null) =>
        Merge(Envelope(personalizationIndex, personalization).CustomArgs ??= [], customArgs);

    public void SetSendAt(long sendAt, int personalizationIndex = 0, Personalization? personalization = null) =>
        Envelope(personalizationIndex, personalization).SendAt = sendAt;

    public void SetTemplateData(object dynamicTemplateData, int personalizationIndex = 0, Personalization? personalization = null) =>
        Envelope(personalizationIndex, personalization).TemplateData = dynamicTemplateData;

    private static EmailAddress Address(string email, string? name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(email);
        return new(email, name);
    }

    private static T Given<T>(T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        return value;
    }

    private static void Merge(Dictionary<string, string> target, Dictionary<string, string> source)
    {
        foreach (var (name, value) in source)
        {
            target[name] = value;
        }
    }

    private Personalization Envelope(int index, Personalization? given)
    {
        Personalizations ??= [];
        if (given is not null)
        {
            if (!Personalizations.Contains(given))
            {
                Personalizations.Add(given);
            }

            return given;
        }

        if (index == Personalizations.Count)
        {
            Personalizations.Add(new());
        }

        return Personalizations[index];
    }
}
