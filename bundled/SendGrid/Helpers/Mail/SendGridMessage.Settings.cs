namespace SendGrid.Helpers.Mail;

public partial class SendGridMessage
{
    public void SetFrom(string email, string? name = null) => SetFrom(Address(email, name));

    public void SetFrom(EmailAddress email) => From = email;

    public void SetReplyTo(EmailAddress email) => ReplyTo = email;

    public void AddReplyTo(EmailAddress email) => (ReplyTos ??= []).Add(Given(email));

    public void AddReplyTo(string email, string? name = null) => AddReplyTo(Address(email, name));

    public void AddReplyTos(List<EmailAddress> emails) => (ReplyTos ??= []).AddRange(Given(emails));

    public void SetGlobalSubject(string subject) => Subject = subject;

    public void AddContent(string mimeType, string text) => (Contents ??= []).Add(new(mimeType, text));

    public void AddContents(List<Content> contents) => (Contents ??= []).AddRange(Given(contents));

    /// <summary>Without a name or a content there is nothing to attach, and nothing happens.</summary>
    public void AddAttachment(
        string filename, string base64Content, string? type = null, string? disposition = null, string? content_id = null)
    {
        if (!string.IsNullOrWhiteSpace(filename) && !string.IsNullOrWhiteSpace(base64Content))
        {
            AddAttachment(new()
            {
                Filename = filename,
                Content = base64Content,
                Type = type,
                Disposition = disposition,
                ContentId = content_id,
            });
        }
    }

    public void AddAttachment(Attachment attachment) => (Attachments ??= []).Add(attachment);

    public void AddAttachments(IEnumerable<Attachment> attachments) => (Attachments ??= []).AddRange(attachments);

    public async Task AddAttachmentAsync(
        string filename,
        Stream contentStream,
        string? type = null,
        string? disposition = null,
        string? content_id = null,
        CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(filename) || contentStream is not { CanRead: true })
        {
            return;
        }

        using MemoryStream content = new();
        await contentStream.CopyToAsync(content, cancellationToken);
        AddAttachment(filename, Convert.ToBase64String(content.GetBuffer(), 0, (int)content.Length), type, disposition, content_id);
    }

    public void SetTemplateId(string templateID) => TemplateId = templateID;

    public void AddSection(string key, string value) => (Sections ??= []).Add(key, value);

    public void AddSections(Dictionary<string, string> sections) => Merge(Sections ??= [], sections);

    public void AddGlobalHeader(string key, string value) => (Headers ??= []).Add(key, value);

    public void AddGlobalHeaders(Dictionary<string, string> headers) => Merge(Headers ??= [], headers);

    public void AddCategory(string category) => (Categories ??= []).Add(category);

    public void AddCategories(List<string> categories) => (Categories ??= []).AddRange(categories);

    public void AddGlobalCustomArg(string key, string value) => (CustomArgs ??= []).Add(key, value);

    public void AddGlobalCustomArgs(Dictionary<string, string> customArgs) => Merge(CustomArgs ??= [], customArgs);

    public void SetGlobalSendAt(int sendAt) => SendAt = sendAt;

    public void SetBatchId(string batchId) => BatchId = batchId;

    public void SetAsm(int groupID, List<int>? groupsToDisplay = null) =>
        Asm = new() { GroupId = groupID, GroupsToDisplay = groupsToDisplay };

    public void SetIpPoolName(string ipPoolName) => IpPoolName = ipPoolName;

    public void SetBccSetting(bool enable, string email) => (MailSettings ??= new()).BccSettings = new() { Enable = enable, Email = email };

    public void SetBypassListManagement(bool enable) => (MailSettings ??= new()).BypassListManagement = new() { Enable = enable };

    public void SetBypassSpamManagement(bool enable) => (MailSettings ??= new()).BypassSpamManagement = new() { Enable = enable };

    public void SetBypassBounceManagement(bool enable) => (MailSettings ??= new()).BypassBounceManagement = new() { Enable = enable };

    public void SetBypassUnsubscribeManagement(bool enable) =>
        (MailSettings ??= new()).BypassUnsubscribeManagement = new() { Enable = enable };

    public void SetFooterSetting(bool enable, string? html = null, string? text = null) =>
        (MailSettings ??= new()).FooterSettings = new() { Enable = enable, Html = html, Text = text };

    public void SetSandBoxMode(bool enable) => (MailSettings ??= new()).SandboxMode = new() { Enable = enable };

    public void SetSpamCheck(bool enable, int threshold = 1, string? postToUrl = null) =>
        (MailSettings ??= new()).SpamCheck = new() { Enable = enable, Threshold = threshold, PostToUrl = postToUrl };

    public void SetClickTracking(bool enable, bool enableText) =>
        (TrackingSettings ??= new()).ClickTracking = new() { Enable = enable, EnableText = enableText };

    public void SetOpenTracking(bool enable, string? substitutionTag = null) =>
        (TrackingSettings ??= new()).OpenTracking = new() { Enable = enable, SubstitutionTag = substitutionTag };

    public void SetSubscriptionTracking(bool enable, string? html = null, string? text = null, string? substitutionTag = null) =>
        (TrackingSettings ??= new()).SubscriptionTracking = new()
        {
            Enable = enable,
            Html = html,
            Text = text,
            SubstitutionTag = substitutionTag,
        };

    public void SetGoogleAnalytics(
        bool enable,
        string? utmCampaign = null,
        string? utmContent = null,
        string? utmMedium = null,
        string? utmSource = null,
        string? utmTerm = null) =>
        (TrackingSettings ??= new()).Ganalytics = new()
        {
            Enable = enable,
            UtmCampaign = utmCampaign,
            UtmContent = utmContent,
            UtmMedium = utmMedium,
            UtmSource = utmSource,
            UtmTerm = utmTerm,
        };
}
