#pragma warning disable
using System.Net; using System.Net.Http.Headers; using System.Text.Json; using System.Text.Json.Nodes;
using SendGrid.Helpers.Mail;
namespace SendGrid
{
 public interface ISendGridClient { Task<Response> SendEmailAsync(SendGridMessage msg, CancellationToken cancellationToken = default); }
 public class SendGridClientOptions { public string ApiKey {get;set;} public string Host {get;set;} }
 public class Response(HttpStatusCode s, HttpContent b, HttpResponseHeaders h) { public HttpStatusCode StatusCode=>s; public HttpContent Body=>b; public HttpResponseHeaders Headers=>h; }
 public class SendGridClient(HttpClient http, SendGridClientOptions o) : ISendGridClient {
  public async Task<Response> SendEmailAsync(SendGridMessage m, CancellationToken cancellationToken = default) {
   var ps = new JsonArray(m.Personalizations.Select(p => (JsonNode)new JsonObject{["to"]=new JsonArray(new JsonObject{["email"]=p.Tos[0].Email}),["substitutions"]=JsonSerializer.SerializeToNode(p.Substitutions),["custom_args"]=JsonSerializer.SerializeToNode(p.CustomArgs)}).ToArray());
   var j = new JsonObject{["personalizations"]=ps,["from"]=new JsonObject{["email"]=m.From.Email,["name"]=m.From.Name},["subject"]=m.Subject,["content"]=new JsonArray(new JsonObject{["type"]="text/plain",["value"]=m.PlainTextContent},new JsonObject{["type"]="text/html",["value"]=m.HtmlContent}),["categories"]=new JsonArray(m.Categories.Select(c=>(JsonNode)c).ToArray())};
   var r = new HttpRequestMessage(HttpMethod.Post, o.Host+"/v3/mail/send"){Content=new StringContent(j.ToJsonString(),System.Text.Encoding.UTF8,"application/json")}; r.Headers.Authorization=new("Bearer",o.ApiKey);
   var a = await http.SendAsync(r,cancellationToken); return new(a.StatusCode,a.Content,a.Headers); } }
}
namespace SendGrid.Helpers.Mail
{
 public class EmailAddress(string email, string name=null) { public string Email=>email; public string Name=>name; }
 public class Personalization { public List<EmailAddress> Tos {get;set;} public Dictionary<string,string> Substitutions {get;set;} public Dictionary<string,string> CustomArgs {get;set;} }
 public class ClickTracking { public bool? Enable {get;set;} public bool? EnableText {get;set;} }
 public class OpenTracking { public bool? Enable {get;set;} }
 public class TrackingSettings { public ClickTracking ClickTracking {get;set;} public OpenTracking OpenTracking {get;set;} }
 public class SendGridMessage { public EmailAddress From {get;set;} public string Subject {get;set;} public string PlainTextContent {get;set;} public string HtmlContent {get;set;} public List<string> Categories {get;set;} public List<Personalization> Personalizations {get;set;} public TrackingSettings TrackingSettings {get;set;} }
}
