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
    [InlineData(0x20, 0x7E)]
    [InlineData(0xA0, 0xD7FF)]
    [InlineData(0xE000, 0xFFFD)]
    [InlineData(0x1F300, 0x1FAFF)]
    [InlineData(0x10000, 0x10FFFF)]
    public void The_longest_answer_of_whatever_letters_fits_into_a_property_of_a_row(int first, int last)
    {
        var chance = new Random(1);
        var letters = Enumerable.Range(0, AnswerCheck.LongestTexts).Select(_ => char.ConvertFromUtf32(chance.Next(first, last + 1)));
        var text = string.Concat(letters)[..AnswerCheck.LongestTexts];
        var paper = Paper with { Values = new Dictionary<string, IReadOnlyList<string>> { ["why"] = [text] } };

        Assert.InRange(Of(Old).Encrypt("small", "pulse.once", paper).Length, 1, 56 * 1024);
    }

    private static AnswerCipher Of(string keys) => new(Options.Create(new SurveysOptions { EncryptionKey = keys }));
}
