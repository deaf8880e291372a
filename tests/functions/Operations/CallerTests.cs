using System.Text;
using AdoptionAutomation.Operations;

namespace AdoptionAutomation.Tests.Functions.Operations;

public class CallerTests
{
    [Theory]
    [InlineData("""{ "claims": [ { "typ": "oid", "val": "7" }, { "typ": "roles", "val": "it" } ] }""", "It")]
    [InlineData("""{ "claims": [ { "typ": "oid", "val": "7" }, { "typ": "roles", "val": "Leadership" }, { "typ": "roles", "val": "community" } ] }""", "Community,Leadership")]
    [InlineData("""{ "role_typ": "r", "claims": [ { "typ": "http://schemas.microsoft.com/identity/claims/objectidentifier", "val": "7" }, { "typ": "r", "val": "it" } ] }""", "It")]
    [InlineData("""{ "claims": [ { "typ": "oid", "val": "7" } ] }""", "")]
    [InlineData("""{ "claims": [ { "typ": "oid", "val": "7" }, { "typ": "roles", "val": "admin" }, { "typ": "other", "val": "it" } ] }""", "")]
    [InlineData("""{ "claims": [ { "typ": "oid", "val": "7" }, { "typ": "roles", "val": "0" }, { "typ": "roles", "val": "1,0" }, { "typ": "roles" }, null ] }""", "")]
    public void Roles_are_those_that_the_sign_in_vouches_for(string principal, string roles)
    {
        var caller = Caller.FromPrincipal(Base64(principal));

        Assert.Equal("7", caller!.Id);
        Assert.Equal(roles, string.Join(',', caller.Roles.Order()));
    }

    [Theory]
    [InlineData("""{ "claims": [ { "typ": "roles", "val": "it" } ] }""")]
    [InlineData("""{ "claims": "it" }""")]
    [InlineData("""{ "claims": [ 7 ] }""")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("not json")]
    public void Who_names_nobody_is_nobody(string principal) => Assert.Null(Caller.FromPrincipal(Base64(principal)));

    [Fact]
    public void A_header_that_is_not_base64_is_nobody() => Assert.Null(Caller.FromPrincipal("{ it }"));

    [Fact]
    public void A_key_stands_for_all_roles() => Assert.Equal(Enum.GetValues<Role>(), Caller.Key.Roles.Order());

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
