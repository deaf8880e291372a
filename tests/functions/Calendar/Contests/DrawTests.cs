using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdoptionAutomation.Calendar.Contests;

namespace AdoptionAutomation.Tests.Functions.Calendar.Contests;

public sealed class DrawTests
{
    /// <summary>Chi-square's 99.9 % quantile, by degrees of freedom.</summary>
    public static TheoryData<int, double> Sizes => new() { { 2, 10.83 }, { 3, 13.82 }, { 7, 22.46 }, { 10, 27.88 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_ticket_wins_about_as_often_as_any_other(int tickets, double quantile)
    {
        const int Seeds = 20_000;
        var wins = new int[tickets];
        for (var i = 0; i < Seeds; i++)
        {
            wins[Draw.WinnerOf(tickets, SeedOf(i), new byte[32])]++;
        }

        var expected = Seeds / (double)tickets;
        Assert.InRange(wins.Sum(count => (count - expected) * (count - expected) / expected), 0, quantile);
    }

    [Fact]
    public void It_is_what_its_words_say()
    {
        for (var i = 0; i < 200; i++)
        {
            var record = RecordOf(i % 30, i);
            Assert.Equal(record.Winner, ByTheWords(record));
            Assert.Empty(Draw.Differences(record));
        }
    }

    [Fact]
    public void The_order_in_which_answers_came_changes_nothing()
    {
        var answers = Answers(20);
        var (one, other) = (Draw.Hold("small", "quiz", "b", SeedOf(1), answers), Draw.Hold("small", "quiz", "b", SeedOf(1), [.. answers.Reverse()]));

        Assert.Equal(one.ToJson(), other.ToJson());
        Assert.Equal(one.Tickets.Order(StringComparer.Ordinal), one.Tickets);
    }

    [Fact]
    public void Only_right_answers_take_part_and_a_record_names_nobody()
    {
        var answers = Answers(20);
        var record = Draw.Hold("small", "quiz", "b", SeedOf(1), answers);

        Assert.Equal(answers.Where(answer => answer.Choice == "b").Select(answer => answer.Ticket).Order(StringComparer.Ordinal), record.Tickets);
        Assert.Equal(20, record.Answered);
        Assert.All(answers, answer => Assert.DoesNotContain(answer.Person, record.ToJson(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(4, null)]
    [InlineData(5, 5)]
    public void Few_people_are_not_counted(int people, int? answered) => Assert.Equal(answered, RecordOf(people, 1).Answered);

    [Fact]
    public void Without_a_right_answer_nobody_wins()
    {
        var record = Draw.Hold("small", "quiz", "c", SeedOf(1), Answers(6));

        Assert.Null(record.Winner);
        Assert.Empty(Draw.Differences(record));
    }

    [Fact]
    public void Any_changed_byte_is_found()
    {
        var record = RecordOf(9, 3);
        var sound = Encoding.UTF8.GetBytes(record.ToJson());
        foreach (var place in Enumerable.Range(0, sound.Length))
        {
            foreach (var other in "a0 \"9,}"u8)
            {
                var bytes = (byte[])sound.Clone();
                bytes[place] = other;
                Assert.True(IsFound(bytes) || DrawRecord.Parse(bytes).ToJson() == record.ToJson(), $"byte {place}, '{(char)sound[place]}' as '{(char)other}'");
            }
        }
    }

    [Fact]
    public void A_list_that_was_shortened_with_all_hashes_made_to_fit_no_longer_has_the_published_hash()
    {
        var record = RecordOf(9, 3);
        var forged = Draw.Hold("small", "quiz", "b", SeedOf(3), [.. Answers(9).Where(answer => answer.Ticket != record.Winner)]);

        Assert.Empty(Draw.Differences(forged));
        Assert.NotEqual(record.ListHash, forged.ListHash);
        Assert.NotEmpty(Draw.Differences(forged with { ListHash = record.ListHash }));
    }

    [Fact]
    public void Tickets_can_be_read_out_and_do_not_repeat()
    {
        var tickets = Enumerable.Range(0, 20_000).Select(i => Ticket.From(SeedOf(i)[..Ticket.RandomBytes])).ToList();

        Assert.All(tickets, ticket => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$", ticket));
        Assert.Equal(tickets.Count, tickets.Distinct(StringComparer.Ordinal).Count());
    }

    internal static byte[] SeedOf(int number) => SHA256.HashData(BitConverter.GetBytes(number));

    /// <summary>Two of three are right.</summary>
    private static IReadOnlyList<ContestAnswer> Answers(int people) =>
    [
        .. Enumerable.Range(0, people).Select(i => new ContestAnswer(
            new Guid(SeedOf(i).AsSpan(0, 16)).ToString(), i % 3 == 0 ? "a" : "b", Ticket.From(SeedOf(i + 1_000)), false, DateTimeOffset.UnixEpoch)),
    ];

    private static DrawRecord RecordOf(int people, int seed) => Draw.Hold("small", "quiz", "b", SeedOf(seed), Answers(people));

    private static bool IsFound(byte[] bytes)
    {
        try
        {
            return Draw.Differences(DrawRecord.Parse(bytes)).Count > 0;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    /// <summary>The draw as a stranger would write it from the record's words, with numbers of any size.</summary>
    private static string? ByTheWords(DrawRecord record)
    {
        var list = $"{record.Version}\n{record.Campaign}\n{record.Contest}\n{record.Commitment}\n{record.Right}\n{record.Answered}\n"
            + string.Concat(record.Tickets.Select(ticket => ticket + "\n"));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(list));
        if (record.Tickets.Count == 0)
        {
            return null;
        }

        var most = BigInteger.Pow(2, 64) / record.Tickets.Count * record.Tickets.Count;
        for (var counter = 0; ; counter++)
        {
            var block = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(block, counter);
            var x = new BigInteger(SHA256.HashData([.. Convert.FromHexString(record.Seed), .. hash, .. block]).AsSpan(0, 8), isUnsigned: true, isBigEndian: true);
            if (x < most)
            {
                return record.Tickets[(int)(x % record.Tickets.Count)];
            }
        }
    }
}
