using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Life;

/// <summary>How a running wave stood when it was last watched.</summary>
/// <param name="At">The time that watch was due: a copy of the same one finds that it was done.</param>
/// <param name="Since">Since when it stands like this.</param>
/// <param name="Stand">Of <see cref="StandOf"/>.</param>
internal sealed record WaveSight(DateTimeOffset At, DateTimeOffset Since, string Stand)
{
    private const int CursorBytes = 8;

    /// <summary>All that moves while a wave runs, as one text to compare: its people by state, how far it was read and cut.</summary>
    public static string StandOf(WaveRow wave, WaveProgress progress) => string.Join(
        ' ', [.. Enum.GetValues<PersonState>().Select(state => $"{progress[state]}"), $"{wave.Round}", $"{wave.Reading}", wave.CutUpTo, CursorOf(wave)]);

    private static string CursorOf(WaveRow wave) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wave.Cursor ?? "")).AsSpan(0, CursorBytes));
}
