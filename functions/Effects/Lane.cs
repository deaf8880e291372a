namespace AdoptionAutomation.Effects;

/// <summary>A way out to one service, with a quota of its own. Shared by all campaigns and instances of the app.</summary>
/// <param name="Name">Its key in storage.</param>
/// <param name="Pace">Time between two requests at the steady rate; zero: not paced, it only rests when throttled.</param>
internal sealed record Lane(string Name, TimeSpan Pace)
{
    /// <summary>
    /// Directory writes: 3,000 in 2 min 30 s per app and tenant (Graph throttling limits). Paced 2 % below: room for
    /// 60 requests in a window, while turns used up to a second early or one and a half late bring 49, a chunk's own few on top.
    /// </summary>
    public static readonly Lane GraphWrites = new("graph-writes", TimeSpan.FromSeconds(150) / 3000 / 0.98);

    /// <summary>Directory reads: far below their quota at our batch sizes, so not paced.</summary>
    public static readonly Lane GraphReads = new("graph-reads", TimeSpan.Zero);

    /// <summary>SendGrid publishes no rate for mail/send: not paced.</summary>
    public static readonly Lane Mail = new("mail", TimeSpan.Zero);
}
