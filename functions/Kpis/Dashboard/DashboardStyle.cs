namespace AdoptionAutomation.Kpis.Dashboard;

/// <summary>
/// The one style sheet of the dashboard, known by its hash. Blue, orange and purple stay apart for every kind of colour vision, and lines differ in
/// their dashes as well; contrast is 4.5 and more in both schemes; wide charts and tables scroll by themselves on a phone.
/// </summary>
internal static class DashboardStyle
{
    public const string Css =
        ":root{--ink:#1f2937;--soft:#4b5563;--paper:#fff;--ground:#f3f5f8;--line:#d7dde5;--blue:#0b4f6c;--orange:#a63a08;--purple:#6b3fa0;--grey:#5b6775;--track:#dfe4ea;--band:#cfe5ee}" +
        "*{box-sizing:border-box}body{font:16px/1.5 'Segoe UI',system-ui,sans-serif;margin:0;background:var(--ground);color:var(--ink);overflow-wrap:break-word}" +
        "main{max-width:80rem;margin:0 auto;padding:1.25rem}h1{font-size:1.6rem;line-height:1.25;margin:0}h2{font-size:1.2rem;margin:1.8rem 0 .6rem}h3{font-size:1rem;line-height:1.35;margin:0 0 .3rem}p{margin:.25rem 0}" +
        "a{color:var(--blue)}:focus-visible{outline:3px solid var(--orange);outline-offset:2px}.where{color:var(--soft);font-size:.9rem}" +
        ".skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem;z-index:9}" +
        "nav{display:flex;flex-wrap:wrap;gap:.5rem;margin:.8rem 0}nav a{display:inline-flex;align-items:center;min-height:2.75rem;padding:.3rem .9rem;border:1px solid var(--blue);border-radius:.4rem;background:var(--paper);text-decoration:none}" +
        "nav a[aria-current]{background:var(--blue);color:var(--paper)}" +
        ".tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,12rem),1fr));gap:.8rem;padding:0;margin:1rem 0;list-style:none}" +
        ".tiles li,.card{background:var(--paper);border:1px solid var(--line);border-radius:.5rem;padding:.9rem 1rem}.tiles strong{display:block;font-size:1.9rem;line-height:1.2;color:var(--blue)}" +
        ".state{display:inline-block;border:1px solid currentColor;border-radius:1rem;padding:0 .6rem;margin-right:.4rem;font-size:.875rem}.good{color:var(--blue);font-weight:600}.bad{color:var(--orange);font-weight:600}" +
        ".card{margin:0 0 1rem;min-width:0}.card h2{margin-top:0}.tiles .where{display:block}.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,23rem),1fr));gap:1rem}.grid .card{margin:0}.wide{overflow-x:auto}" +
        ".hint{border-left:.35rem solid var(--orange);background:var(--paper);padding:.6rem .9rem;margin:.8rem 0}" +
        ".legend{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;padding:0;margin:.2rem 0;list-style:none;font-size:.875rem}.legend svg{display:inline-block;width:2rem;height:.8rem;vertical-align:middle;margin-right:.35rem}" +
        "svg{display:block;width:100%;height:auto}.curve svg.chart,.curve .wide>svg{min-width:52rem}.small .wide>svg{min-width:21rem}" +
        "svg text{font-size:12px;fill:var(--ink);paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}.y{text-anchor:end}.x{text-anchor:middle}svg .y,svg .x,svg .n{fill:var(--soft)}" +
        ".axis{stroke:var(--line);stroke-width:1;fill:none}.tick{stroke:var(--grey)}" +
        ".line{fill:none;stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}.a{stroke:var(--blue)}.b{stroke:var(--orange)}.c{stroke:var(--purple)}.o{stroke:var(--grey)}" +
        ".line.b{stroke-dasharray:8 4}.line.c{stroke-dasharray:2 4}.line.o{stroke-width:1.25}.dot{stroke:none}.dot.a{fill:var(--blue)}.dot.b{fill:var(--orange)}.dot.c{fill:var(--purple)}.dot.o{fill:var(--grey)}" +
        "svg text.end{font-weight:600;stroke:var(--paper)}svg text.end.a{fill:var(--blue)}svg text.end.b{fill:var(--orange)}svg text.end.c{fill:var(--purple)}svg text.end.o{fill:var(--grey);font-weight:400}" +
        ".band{fill:var(--band)}.rule{stroke:var(--grey);stroke-width:1;stroke-dasharray:4 4;fill:none}.rule.goal{stroke:var(--orange);stroke-width:1.5}.way{stroke:var(--orange);stroke-width:1.25;stroke-dasharray:1 4;stroke-linecap:round;fill:none}" +
        "svg text.r{fill:var(--soft)}.mark{stroke:var(--grey);stroke-width:1;stroke-dasharray:2 3}.mark.wavestarted{stroke:var(--ink);stroke-dasharray:none;opacity:.55}.bar{fill:var(--grey)}" +
        ".again{fill:var(--paper);stroke:var(--purple);stroke-width:1.5}.lack{stroke:var(--orange);stroke-width:1.5;fill:none}" +
        ".meter{display:block;width:6rem;height:.6rem}.track{fill:var(--track)}.full{fill:var(--blue)}.hidden{color:var(--soft);font-style:italic}" +
        "table{width:100%;border-collapse:collapse;background:var(--paper)}caption{text-align:left;font-weight:600;padding:.3rem 0}" +
        "th,td{padding:.35rem .6rem;text-align:left;border-bottom:1px solid var(--line);font-weight:400;vertical-align:top}thead th{font-weight:600;vertical-align:bottom}" +
        ".numbers td,.numbers thead th:not(:first-child){text-align:right;font-variant-numeric:tabular-nums}.numbers td{white-space:nowrap}.numbers td.left{text-align:left}.numbers tbody th{min-width:9rem}" +
        "details{margin:.5rem 0 0}summary{cursor:pointer;color:var(--blue);min-height:1.75rem}.scroll{max-height:22rem;overflow:auto}footer{border-top:1px solid var(--line);margin-top:2rem;padding-top:.75rem}" +
        "@media(max-width:40rem){main{padding:.8rem}.card{padding:.7rem}.tiles{grid-template-columns:1fr 1fr;gap:.5rem}.tiles li{padding:.6rem .7rem}.tiles strong{font-size:1.5rem}}" +
        "@media(prefers-color-scheme:dark){:root{--ink:#e5e7eb;--soft:#b6bfca;--paper:#1f2937;--ground:#111827;--line:#3b4656;--blue:#8fd0ee;--orange:#ff9b66;--purple:#cbb2f5;--grey:#a3aebd;--track:#374151;--band:#25465a}}" +
        "@media print{body{background:#fff}main{max-width:none;padding:0}nav,.skip{display:none}.card,.tiles li{break-inside:avoid}h2{break-after:avoid}.wide{overflow:visible}.curve .wide>svg,.small .wide>svg{min-width:0}.scroll{max-height:none}" +
        "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}";
}
