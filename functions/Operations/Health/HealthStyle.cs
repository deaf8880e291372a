namespace AdoptionAutomation.Operations.Health;

/// <summary>The one style sheet of the page, known by its hash. Blue, amber and orange stay apart for every kind of colour vision; contrast is 4.5 and more in both schemes.</summary>
internal static class HealthStyle
{
    public const string Css =
        ":root{--ink:#1f2937;--soft:#4b5563;--paper:#fff;--ground:#f3f5f8;--line:#c8d0da;--ok:#0b4f6c;--warning:#7a5500;--broken:#a63a08}" +
        "*{box-sizing:border-box}body{font:16px/1.5 'Segoe UI',system-ui,sans-serif;margin:0;background:var(--ground);color:var(--ink);overflow-wrap:break-word}" +
        "main{max-width:60rem;margin:0 auto;padding:1.25rem}h1{font-size:1.6rem;line-height:1.25;margin:.25rem 0}h2{font-size:1.1rem;margin:0 0 .25rem}p{margin:.3rem 0}" +
        ".when{color:var(--soft)}ul{list-style:none;margin:1rem 0;padding:0}" +
        "li{background:var(--paper);border:1px solid var(--line);border-left:.4rem solid var(--line);border-radius:.4rem;padding:.7rem 1rem;margin:0 0 .6rem}" +
        "li.ok{border-left-color:var(--ok)}li.warning{border-left:.4rem dashed var(--warning)}li.broken{border-left:.4rem double var(--broken)}" +
        ".state{margin-right:.6rem;white-space:nowrap}h1.ok,.ok .state,.mark.ok{color:var(--ok)}h1.warning,.warning .state,.mark.warning{color:var(--warning)}h1.broken,.broken .state,.mark.broken{color:var(--broken)}" +
        ".mark{margin-right:.35rem}.do{display:block;padding-left:1.4rem;color:var(--soft)}" +
        ".hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}" +
        "@media(prefers-color-scheme:dark){:root{--ink:#e5e7eb;--soft:#b6bfca;--paper:#1f2937;--ground:#111827;--line:#3b4656;--ok:#8fd0ee;--warning:#e6b84d;--broken:#ff9b66}}";
}
