using System.Text;
using System.Text.RegularExpressions;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AdoptionAutomation.Tests.Campaigns;

public sealed partial class GroupIdsTests
{
    /// <summary>Letters, accents, signs, spaces and scripts, one with which any text is likely to lose something.</summary>
    private static readonly string[] Pieces =
        ["a", "b", "E", "é", "e\u0301", "œ", "ß", "1", "f0", "-", "--", " ", "'", ".", "/", "&", "#", "東", "京", "М", "й", "ال", "ि", "क", "🎉", "👩‍🚀", "\u200F", "{value}", "<b>"];

    private static readonly string[] Cities =
    [
        "Saint-Denis", "Saint Denis", "Saint_Denis", "Évreux", "Evreux", "Orléans", "Orleans", "Nîmes", "Besançon", "L'Haÿ-les-Roses", "Bœurs-en-Othe", "Ax",
        "Ålesund", "Alesund", "Tromsø", "Tromso", "Łódź", "Lodz", "Đà Nẵng", "Da Nang", "Gießen", "Giessen", "İzmir", "Izmir", "Malmö", "Malmo", "Αθήνα", "Θεσσαλονίκη",
        "Москва", "Санкт-Петербург", "Нижний Новгород", "Київ", "Харків", "София", "Београд", "Ташкент", "Ереван", "Երևան", "თბილისი",
        "القاهرة", "الدار البيضاء", "الرباط", "دبي", "بغداد", "تهران", "مشهد", "ירושלים", "תל אביב", "חיפה",
        "मुंबई", "दिल्ली", "चेन्नई", "কলকাতা", "ঢাকা", "கோயம்புத்தூர்", "ಬೆಂಗಳೂರು", "กรุงเทพมหานคร", "เชียงใหม่", "ភ្នំពេញ", "ရန်ကုန်",
        "北京", "上海", "广州", "廣州", "深圳", "成都", "東京", "京都", "大阪", "名古屋", "札幌", "さっぽろ", "ｻｯﾎﾟﾛ", "서울", "부산", "인천", "አዲስ አበባ", "Ulaanbaatar", "Улаанбаатар",
    ];

    /// <summary>The world's cities of the time zone database, and others in every quarter: some thousands, nearly alike.</summary>
    private static readonly string[] Names =
    [
        .. DateTimeZoneProviders.Tzdb.Ids.Select(id => id[(id.LastIndexOf('/') + 1)..]),
        .. from city in Cities
           from quarter in new[] { "", " 1", " 2", "-1", " Nord", " Süd", " Sud", " 中央区", " 北区", " Центр", " CEDEX", " Zone industrielle Ouest", " Zone industrielle Est", " 🎉", " (siège)", " & Co", " + 1", " / 2", " – Gare", " الشمالية" }
           select city + quarter,
        .. Enumerable.Range(1, 1500).Select(number => $"Direction régionale de la maintenance des lignes {number}"),
    ];

    [Fact]
    public void Thousands_of_names_have_an_id_each_whatever_their_order()
    {
        var values = Names.DistinctBy(GroupIds.Canonical).ToList();
        var ids = values.Select(value => GroupIds.Of("site", value)).ToList();

        Assert.True(values.Count > 3_000);
        Assert.Equal(values.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(ids, Enumerable.Reverse(values).Select(value => GroupIds.Of("site", value)).Reverse());
    }

    [Theory]
    [InlineData("Lyon", "site-lyon")]
    [InlineData(" LYON ", "site-lyon")]
    [InlineData("Montréal", "site-montreal-b6163")]
    [InlineData("Montre\u0301al", "site-montreal-b6163")]
    [InlineData("東京", "site-130016b2599b")]
    [InlineData("Saint-Denis", "site-saint-denis")]
    public void An_id_stays_what_it_is_for_ever(string value, string id) => Assert.Equal(id, GroupIds.Of("site", value));

    [Fact]
    public void A_value_written_like_the_id_of_another_does_not_take_it()
    {
        var id = GroupIds.Of("site", "Montréal");

        Assert.NotEqual(id, GroupIds.Of("site", id["site-".Length..]));
        Assert.NotEqual(GroupIds.Of("site", "東京"), GroupIds.Of("site", GroupIds.Of("site", "東京")["site-".Length..]));
    }

    [Fact]
    public void An_id_is_valid_and_its_nickname_fits() => Check(static (value, _) =>
    {
        var id = GroupIds.Of("a-long-expansion-id1", value);
        return id.Length <= 53 && ValidId().IsMatch(id) && Nickname.Of(new('c', 24), id).Length <= 64;
    });

    [Fact]
    public void Values_share_an_id_if_and_only_if_they_are_the_same() => Check(static (one, other) =>
        GroupIds.Of("site", one) == GroupIds.Of("site", other) == (GroupIds.Canonical(one) == GroupIds.Canonical(other))
        && GroupIds.Of("site", one) == GroupIds.Of("site", $" {one.Normalize(NormalizationForm.FormD)}"));

    private static void Check(Func<string, string, bool> holds)
    {
        var texts = Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces));
        Prop.ForAll(texts.Two().ToArbitrary(), both => holds(both.Item1, both.Item2)).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]*[a-z0-9])$")]
    private static partial Regex ValidId();
}
