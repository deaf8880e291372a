using AdoptionAutomation.Surveys;
using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Rounds;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Tests.Functions.Surveys.Answering;

public sealed class AnswerCipherTests
{
    private const string Old = "old-key-old-key-old-key-old-key-old";
    private const string New = "new-key-new-key-new-key-new-key-new";

    private static readonly AnswerPaper Paper = new(Place.Nowhere, new Dictionary<string, IReadOnlyList<string>> { ["why"] = ["Bonjour"] });

    [Fact]
    public void An_answer_opens_with_either_key_while_they_change_and_not_without_its_own()
    {
        var waiting = Of(Old).Encrypt("small", "pulse.once", Paper);

        Assert.Equal("Bonjour", Of($"{New};{Old}").Decrypt("small", "pulse.once", waiting).Values["why"][0]);
        Assert.Equal("Bonjour", Of(New).Decrypt("small", "pulse.once", Of($"{New};{Old}").Encrypt("small", "pulse.once", Paper)).Values["why"][0]);
        Assert.Throws<AnswerKeyException>(() => Of(New).Decrypt("small", "pulse.once", waiting));
    }

    [Fact]
    public void An_answer_opens_in_its_own_round_only()
    {
        var waiting = Of(Old).Encrypt("small", "pulse.once", Paper);

        Assert.Throws<AnswerKeyException>(() => Of(Old).Decrypt("small", "vote.once", waiting));
        Assert.NotEqual(waiting, Of(Old).Encrypt("small", "pulse.once", Paper));
    }

    [Theory]
    [InlineData("é")]
    [InlineData("\"")]
    [InlineData("<&'+")]
    [InlineData("’")]
    [InlineData("😀")]
    [InlineData("\n")]
    public void The_longest_answer_fits_into_a_property_of_a_row(string letter)
    {
        var text = string.Concat(Enumerable.Repeat(letter, AnswerCheck.LongestTexts / letter.Length));
        var paper = Paper with { Values = new Dictionary<string, IReadOnlyList<string>> { ["why"] = [text] } };

        Assert.InRange(Of(Old).Encrypt("small", "pulse.once", paper).Length, 1, 56 * 1024);
    }

    private static AnswerCipher Of(string keys) => new(Options.Create(new SurveysOptions { EncryptionKey = keys }));
}
