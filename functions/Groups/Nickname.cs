using System.Security.Cryptography;
using System.Text;

namespace AdoptionAutomation.Groups;

/// <summary>
/// The mailNickname of a group of ours: the group's id and a hash of campaign and group. It is always the same for the same group, and the
/// hash is our mark: a group that bears it was made by us, whatever happened since.
/// </summary>
internal static class Nickname
{
    private const int MarkBytes = 5;

    public static string Of(string campaign, string group) => $"{group}-{MarkOf(campaign, group)}";

    private static string MarkOf(string campaign, string group) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{campaign}|{group}")).AsSpan(0, MarkBytes));
}
