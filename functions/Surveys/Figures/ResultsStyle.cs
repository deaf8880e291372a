namespace AdoptionAutomation.Surveys.Figures;

/// <summary>
/// The one style sheet of the results page, known by its hash. Blue and orange stay apart for every kind of colour vision; contrast is 4.5 and more in
/// both schemes; wide tables scroll by themselves on a phone; on paper everything is unfolded.
/// </summary>
internal static class ResultsStyle
{
    public const string Css =
        ":root{--ink:#1f2937;--soft:#4b5563;--paper:#fff;--ground:#f3f5f8;--line:#d7dde5;--blue:#0b4f6c;--orange:#a63a08;--grey:#5b6775;--track:#dfe4ea;" +
        "--h1:#f6c9ab;--h2:#fbe6d8;--h3:#eef1f4;--h4:#d3e6ef;--h5:#a5cfe2}" +
        "*{box-sizing:border-box}body{font:16px/1.5 'Segoe UI',system-ui,sans-serif;margin:0;background:var(--ground);color:var(--ink);overflow-wrap:break-word}" +
        "main{max-width:64rem;margin:0 auto;padding:1.5rem}h1{font-size:1.6rem;line-height:1.25;margin:0}h2{font-size:1.2rem;margin:2rem 0 .6rem}h3{font-size:1.05rem;margin:0 0 .4rem}p{margin:.25rem 0}" +
        "a{color:var(--blue)}:focus-visible{outline:3px solid var(--orange);outline-offset:2px}.where{color:var(--soft);font-size:.9rem}" +
        ".skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem}" +
        "nav{display:flex;flex-wrap:wrap;gap:.5rem;margin:.8rem 0}nav a{display:inline-flex;align-items:center;min-height:2.75rem;padding:.3rem .9rem;border:1px solid var(--blue);border-radius:.4rem;background:var(--paper);text-decoration:none}" +
        "nav a[aria-current]{background:var(--blue);color:var(--paper)}" +
        ".tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,13rem),1fr));gap:.8rem;padding:0;margin:1rem 0;list-style:none}" +
        ".tiles li,.card{background:var(--paper);border:1px solid var(--line);border-radius:.5rem;padding:1rem}.tiles strong{display:block;font-size:2rem;line-height:1.2;color:var(--blue)}" +
        ".card{margin:0 0 1rem}.wide{overflow-x:auto}" +
        "table{width:100%;border-collapse:collapse;background:var(--paper)}caption{text-align:left;font-weight:600;padding:.3rem 0}" +
        "th,td{padding:.35rem .6rem;text-align:left;border-bottom:1px solid var(--line);font-weight:400;vertical-align:top}thead th{font-weight:600}.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}" +
        ".bars th{width:34%}.bars td.chart{width:50%}.bars th,.bars td{vertical-align:middle}" +
        ".meter{display:block;width:100%;height:.95rem}.track{fill:var(--track)}.bar{fill:var(--blue)}.bar.bad{fill:var(--orange)}.bar.mid{fill:var(--grey)}" +
        ".hidden{color:var(--soft);font-style:italic}" +
        ".heat td{text-align:center;border:2px solid var(--paper)}.h1{background:var(--h1)}.h2{background:var(--h2)}.h3{background:var(--h3)}.h4{background:var(--h4)}.h5{background:var(--h5)}" +
        ".trend{display:block;width:100%;min-width:34rem;height:auto;background:var(--paper)}.axis{stroke:var(--grey)}.line{stroke:var(--blue);stroke-width:3}.gap{stroke-dasharray:4 6;stroke-width:2}.point{fill:var(--blue)}" +
        ".trend text{font-size:13px;text-anchor:middle;fill:var(--ink)}.trend .value{font-weight:600}.trend .none{fill:var(--soft);font-style:italic}" +
        "details{margin:.6rem 0 0}summary{cursor:pointer;color:var(--blue);min-height:1.75rem}.texts{padding-left:1.2rem}.texts li{margin:0 0 .5rem;white-space:pre-line}" +
        "footer{border-top:1px solid var(--line);margin-top:2rem;padding-top:.75rem}" +
        "@media(max-width:40rem){main{padding:.9rem}.bars tr{display:grid;grid-template-columns:1fr auto}.bars th,.bars td{border:0;width:auto!important;padding:.15rem 0}.bars td.chart{grid-column:1/-1;grid-row:2}.bars thead{display:none}}" +
        "@media(prefers-color-scheme:dark){:root{--ink:#e5e7eb;--soft:#b6bfca;--paper:#1f2937;--ground:#111827;--line:#3b4656;--blue:#8fd0ee;--orange:#ff9b66;--grey:#9aa5b4;--track:#374151;--h1:#7a3a14;--h2:#573626;--h3:#2f3a49;--h4:#21495c;--h5:#0f5f80}}" +
        "@media print{body{background:#fff}main{max-width:none;padding:0}nav,.skip{display:none}.card,.tiles li{break-inside:avoid}details::details-content{content-visibility:visible;height:auto}" +
        "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}";
}
