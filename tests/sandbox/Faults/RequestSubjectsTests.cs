using System.Text;
using AdoptionAutomation.Sandbox.Faults;

namespace AdoptionAutomation.Tests.Sandbox.Faults;

public class RequestSubjectsTests
{
    [Theory]
    [InlineData("PUT", "/v1.0/groups/g/team", "{}", "team:g")]
    [InlineData("POST", "/v1.0/teams/t/channels", """{"displayName":"News"}""", "channel:t/News")]
    [InlineData("POST", "/v1.0/teams/t/channels/19%3Aab%40thread.tacv2/tabs", """{"displayName":"Charter"}""", "tab:t/19:ab@thread.tacv2/Charter")]
    [InlineData("POST", "/v1.0/invitations", """{"invitedUserEmailAddress":"Ana@Partner.example"}""", "invite:ana@partner.example")]
    [InlineData("POST", "/v1.0/users/u/sendMail", """{"message":{"toRecipients":[{"emailAddress":{"address":"Ideas@lumen.example"}}]}}""", "post:ideas@lumen.example")]
    [InlineData("POST", "/v1.0/users/u/sendMail", """{"Message":{"toRecipients":[{"emailAddress":{"address":"a@b.example"}}]}}""", "post:a@b.example")]
    [InlineData("POST", "/v1.0/users/u/sendMail", """{"message":{"toRecipients":["x",{"emailAddress":3}]}}""", "")]
    [InlineData("POST", "/v1.0/sites/lumen.example%2Cg%2Cg/pages", """{"name":"news.aspx"}""", "page:g/news.aspx")]
    [InlineData("POST", "/v1.0/sites/lumen.example,g,g/pages/p/microsoft.graph.sitePage/publish", "", "page:g/p")]
    [InlineData("GET", "/v1.0/teams/t/channels", "", "")]
    public void A_request_names_what_it_is_about(string method, string path, string body, string subjects) =>
        Assert.Equal(subjects, string.Join(" ", RequestSubjects.Of(RemoteService.Graph, method, path, Encoding.UTF8.GetBytes(body))));

    [Fact]
    public void Every_step_of_a_batch_is_named()
    {
        const string Batch = """
            {"requests":[
              {"id":"1","method":"PUT","url":"/groups/g/team","body":{}},
              {"id":"2","method":"POST","url":"/invitations","body":{"invitedUserEmailAddress":"a@b.example"}},
              {"id":"3","method":"GET","url":"/teams/t"}]}
            """;

        Assert.Equal(["team:g", "invite:a@b.example"], RequestSubjects.Of(RemoteService.Graph, "POST", "/v1.0/$batch", Encoding.UTF8.GetBytes(Batch)));
    }
}
