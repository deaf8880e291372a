namespace AdoptionAutomation.Calendar.Board;

/// <summary>
/// The one style sheet of the calendar's pages, known by its hash. Blue, orange and amber stay apart for every kind of colour vision; contrast is 4.5
/// and more in both schemes; on a phone the month is a list of its days.
/// </summary>
internal static class CalendarStyle
{
    public const string Css =
        ":root{--ink:#1f2937;--soft:#4b5563;--paper:#fff;--ground:#f3f5f8;--line:#c8d0da;--blue:#0b4f6c;--orange:#a63a08;--amber:#7a5500;--grey:#5b6775;--tint:#e8f1f5}" +
        "*{box-sizing:border-box}body{font:16px/1.5 'Segoe UI',system-ui,sans-serif;margin:0;background:var(--ground);color:var(--ink);overflow-wrap:break-word}" +
        "main{max-width:84rem;margin:0 auto;padding:1.25rem}h1{font-size:1.6rem;margin:0 0 .25rem;line-height:1.25}h2{font-size:1.15rem;margin:1.5rem 0 .5rem}p{margin:.3rem 0}" +
        "a{color:var(--blue)}:focus-visible{outline:3px solid var(--orange);outline-offset:2px}" +
        ".skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem;z-index:9}" +
        ".hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}" +
        "nav,.filters,.legend,.facts{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end;margin:.75rem 0;padding:0;list-style:none}" +
        "nav a,button{display:inline-flex;align-items:center;min-height:2.75rem;padding:.3rem .9rem;border:1px solid var(--blue);border-radius:.4rem;background:var(--paper);color:var(--blue);text-decoration:none;font:inherit}" +
        "nav a[aria-current],button{background:var(--blue);color:var(--paper)}" +
        ".filters label{display:block;font-size:.875rem;color:var(--soft)}.filters div{flex:1 1 9rem;min-width:0}" +
        "select,input{width:100%;min-height:2.75rem;font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--grey);border-radius:.4rem;padding:.25rem .5rem}" +
        ".legend{gap:.25rem 1rem;align-items:baseline}.legend li,.where{color:var(--soft);font-size:.9rem}" +
        ".weekdays,.days{display:grid;grid-template-columns:repeat(7,minmax(0,1fr));gap:.35rem;margin:0;padding:0;list-style:none}" +
        ".weekdays{font-weight:600;margin:.5rem 0 .25rem}.days>li{background:var(--paper);border:1px solid var(--line);border-radius:.4rem;padding:.35rem;min-height:6rem}" +
        ".days>li.out{background:transparent;border-style:dashed}.days>li.rest{background:var(--ground)}.days>li.today{border:2px solid var(--blue)}" +
        ".days h3{font-size:.95rem;margin:0 0 .25rem;display:flex;flex-wrap:wrap;gap:0 .4rem}.days h3 small{font-weight:400;color:var(--soft)}" +
        ".posts{list-style:none;margin:0;padding:0}.post{border-left:.3rem solid var(--grey);background:var(--tint);border-radius:.2rem;padding:.2rem .4rem;margin:0 0 .3rem;font-size:.875rem;line-height:1.35}" +
        ".post a{display:block;font-weight:600;color:var(--ink)}.post .what{display:block;font-size:.8125rem;color:var(--ink)}" +
        ".planned,.soon{border-color:var(--blue)}.failed,.uncertain{border-color:var(--orange);border-left-style:double}.asked,.draft,.empty{border-color:var(--amber);border-left-style:dashed}" +
        ".state{font-weight:600;white-space:nowrap}.failed .state,.uncertain .state{color:var(--orange)}.asked .state,.draft .state,.empty .state{color:var(--amber)}.planned .state,.soon .state{color:var(--blue)}" +
        ".phase{display:block;font-size:.8125rem;font-weight:600;color:var(--blue);border-bottom:2px solid var(--blue);margin:0 0 .3rem}" +
        ".week .days{grid-template-columns:minmax(0,1fr)}.week .days>li{min-height:0;padding:.6rem .8rem}.week .post{font-size:1rem;padding:.4rem .7rem}.week .post .what{font-size:.9rem}" +
        "table{width:100%;border-collapse:collapse;background:var(--paper)}caption{text-align:left;font-weight:600;padding:.25rem 0}" +
        "th,td{padding:.4rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);font-weight:400}thead th{font-weight:600}" +
        "dl{display:grid;grid-template-columns:minmax(7rem,14rem) 1fr;gap:.15rem 1rem}dt{color:var(--soft)}dd{margin:0;min-width:0}code{overflow-wrap:anywhere;font-size:.875rem}" +
        ".previews{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1rem;padding:0;list-style:none}.previews h3{margin:0 0 .3rem;font-size:1rem}" +
        "iframe{width:100%;height:32rem;border:1px solid var(--line);border-radius:.4rem;background:#fff}footer{border-top:1px solid var(--line);margin-top:2rem;padding-top:.75rem}" +
        "@media(max-width:52rem){main{padding:.9rem}.month .weekdays,.month .days>li.out,.month .days>li.bare{display:none}.month .days{grid-template-columns:minmax(0,1fr)}.days>li{min-height:0;padding:.6rem}" +
        ".days h3 .hidden{position:static;width:auto;height:auto;overflow:visible;clip-path:none}.post{font-size:1rem;padding:.4rem .6rem}.post .what{font-size:.9rem}.post a{padding:.2rem 0}" +
        "table,tbody,tr,td,th{display:block}thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}tr{border-bottom:1px solid var(--line);padding:.4rem 0}th,td{border:0;padding:.1rem .4rem}td[data-label]:before{content:attr(data-label) ' ';color:var(--soft)}dl{grid-template-columns:1fr}}" +
        "@media(prefers-color-scheme:dark){:root{--ink:#e5e7eb;--soft:#b6bfca;--paper:#1f2937;--ground:#111827;--line:#3b4656;--blue:#8fd0ee;--orange:#ff9b66;--amber:#e6b84d;--grey:#9aa5b4;--tint:#273447}}";
}
