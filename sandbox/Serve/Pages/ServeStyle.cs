using AdoptionAutomation.Sandbox.Looks;

namespace AdoptionAutomation.Sandbox.Serve.Pages;

/// <summary>The one style sheet of these pages, known by its hash; colours and contrast are those of the app's own pages.</summary>
internal static class ServeStyle
{
    public const string Css =
        ":root{--ink:#1f2937;--soft:#4b5563;--paper:#fff;--ground:#f3f5f8;--line:#c8d0da;--blue:#0b4f6c;--orange:#a63a08;--grey:#5b6775;--tint:#e8f1f5}" +
        "*{box-sizing:border-box}body{font:16px/1.5 'Segoe UI',system-ui,sans-serif;margin:0;background:var(--ground);color:var(--ink);overflow-wrap:break-word}" +
        "a{color:var(--blue)}:focus-visible{outline:3px solid var(--orange);outline-offset:2px}.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem;z-index:9}" +
        "body>header{display:flex;flex-wrap:wrap;gap:.4rem 1.5rem;align-items:center;padding:.6rem 1.25rem;background:var(--paper);border-bottom:3px solid var(--blue)}" +
        "header p{margin:0}nav,.time form,.who,.filters,.tabs{display:flex;flex-wrap:wrap;gap:.4rem;align-items:center;margin:0}.time{display:flex;flex-wrap:wrap;gap:.3rem 1rem;align-items:center;flex:1 1 32rem}" +
        ".clock{font-size:1.15rem;font-weight:600}.clock small{font-weight:400;color:var(--soft)}progress{accent-color:var(--blue)}" +
        "button,nav a,.tabs a{display:inline-flex;align-items:center;min-height:2.5rem;padding:.25rem .8rem;border:1px solid var(--blue);border-radius:.4rem;background:var(--paper);color:var(--blue);font:inherit;text-decoration:none;cursor:pointer}" +
        "nav a[aria-current],.tabs a[aria-current],main button{background:var(--blue);color:var(--paper)}" +
        "select,input[type=search]{min-height:2.5rem;max-width:100%;font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--grey);border-radius:.4rem;padding:.2rem .5rem}" +
        "main{max-width:84rem;margin:0 auto;padding:1.25rem}h1{font-size:1.6rem;margin:0 0 .75rem;line-height:1.25}h2{font-size:1.2rem;margin:1.75rem 0 .5rem}p{margin:.3rem 0}footer{max-width:84rem;margin:0 auto;padding:.75rem 1.25rem 2rem;color:var(--soft)}footer a{margin-left:.5rem}" +
        ".hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}.soft,.where{color:var(--soft)}.filters{margin:.75rem 0}.tabs{margin:1rem 0}.bad{color:var(--orange);font-weight:600}" +
        "table{width:100%;border-collapse:collapse;background:var(--paper)}caption{text-align:left;font-weight:600;font-size:1.1rem;padding:1.25rem 0 .35rem}th,td{padding:.4rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);font-weight:400}thead th{font-weight:600}" +
        "dl.headers{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.2rem 1rem;background:var(--paper);border:1px solid var(--line);border-radius:.4rem;padding:1rem;margin:0}dl.headers dt{color:var(--soft)}dl.headers dd{margin:0;min-width:0;overflow-wrap:anywhere}" +
        "pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--paper);border:1px solid var(--line);border-radius:.4rem;padding:1rem;margin:0}iframe{display:block;width:100%;height:46rem;border:1px solid var(--line);border-radius:.4rem;background:#fff}iframe.phone{width:24.5rem;max-width:100%}iframe.post{height:24rem;padding:1rem}" +
        ".items{list-style:none;margin:0;padding:0}.items>li{margin:0 0 1.75rem;max-width:51rem}.items h2{font-size:1rem;margin:0 0 .4rem}.items h2 small{font-weight:400;color:var(--soft)}" +
        ".grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr));gap:1rem;list-style:none;margin:0;padding:0}.grid>li{background:var(--paper);border:1px solid var(--line);border-radius:.4rem;padding:.75rem 1rem}.grid h3{font-size:1rem;margin:0 0 .3rem}.grid ul{margin:.3rem 0 0;padding-left:1.1rem}.grid form{margin-top:.5rem}" +
        "@media(max-width:46rem){body>header{padding:.6rem .9rem}main{padding:.9rem}table,caption,tbody,tr,td,th{display:block}thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}tr{border-bottom:1px solid var(--line);padding:.4rem 0}tbody th,td{border:0;padding:.1rem .6rem}td[data-label]:before{content:attr(data-label) ' ';color:var(--soft)}dl.headers{grid-template-columns:1fr}.look-columns{flex-wrap:wrap}.time{flex-basis:100%}.clock{font-size:1.05rem}.who{flex:1 1 100%}.who label{flex-basis:100%;margin-bottom:-.4rem}.who select{flex:1 1 12rem;min-width:0}td.brief{display:inline-block}}" +
        "@media(prefers-color-scheme:dark){:root{--ink:#e5e7eb;--soft:#b6bfca;--paper:#1f2937;--ground:#111827;--line:#3b4656;--blue:#8fd0ee;--orange:#ff9b66;--grey:#9aa5b4;--tint:#273447}}" +
        LookStyle.Css;
}
