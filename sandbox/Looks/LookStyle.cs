namespace AdoptionAutomation.Sandbox.Looks;

/// <summary>
/// How cards, news and frames look, for the one style sheet of a page: every class begins with <c>look-</c>. They keep the colours of the programs that
/// show them, whichever scheme the page has.
/// </summary>
internal static class LookStyle
{
    public const string Css =
        ".look-card{max-width:45rem;padding:1rem;border:1px solid #e0e0e0;border-radius:.4rem;background:#fff;color:#242424;font:14px/1.45 'Segoe UI',system-ui,sans-serif;box-shadow:0 1px 2px rgb(0 0 0/10%);overflow-wrap:anywhere}" +
        ".look-news{max-width:51rem;padding:1.5rem;background:#fff;color:#323130;font:16px/1.5 'Segoe UI',system-ui,sans-serif;border:1px solid #e0e0e0;overflow-wrap:anywhere}.look-news>h3{margin:0 0 1rem;font-size:1.75rem;font-weight:600;line-height:1.25}" +
        ":is(.look-card,.look-news) a{color:#4f52b2}.look-card p,.look-part p{margin:0 0 .5rem}:is(.look-card,.look-part) :is(ul,ol){margin:0 0 .5rem;padding-left:1.4rem}.look-part h2{font-size:1.4rem;margin:1.5rem 0 .75rem}" +
        ".look-card>*+*,.look-container>*+*,.look-column>*+*{margin-top:.5rem}.look-size-small{font-size:12px}.look-size-medium{font-size:16px}.look-size-large{font-size:18px;line-height:1.35}.look-size-extralarge{font-size:24px;line-height:1.3}" +
        ".look-weight-bolder{font-weight:600}.look-weight-lighter{font-weight:300}.look-italic{font-style:italic}.look-strikethrough{text-decoration:line-through}.look-underline{text-decoration:underline}.look-isSubtle{color:#616161}" +
        ".look-color-accent{color:#4f52b2}.look-color-good{color:#0e6b0e}.look-color-warning{color:#835c00}.look-color-attention{color:#b5133f}.look-style-heading{font-size:18px;font-weight:600}" +
        ".look-container:is(.look-style-emphasis,.look-style-accent,.look-style-good,.look-style-warning,.look-style-attention){padding:.75rem;border-radius:.25rem;background:#f5f5f5}.look-container.look-style-accent{background:#e8ebfa}.look-container.look-style-good{background:#e7f2da}.look-container.look-style-warning{background:#fbf6d9}.look-container.look-style-attention{background:#fcf4f6}" +
        ".look-separator{border-top:1px solid #e0e0e0;padding-top:.75rem}.look-card>.look-separator,.look-card>.look-spacing-large{margin-top:1.25rem}.look-spacing-none{margin-top:0}.look-horizontalAlignment-center{text-align:center}.look-horizontalAlignment-right{text-align:right}" +
        ".look-card img,.look-news img{display:block;max-width:100%;height:auto;border-radius:.25rem}.look-size-stretch img{width:100%}.look-image.look-size-small img{width:40px}.look-image.look-size-medium img{width:80px}.look-image.look-size-large img{width:160px}.look-style-person img{border-radius:50%}.look-set{display:flex;flex-wrap:wrap;gap:.5rem}" +
        ".look-alt{display:block;padding:1.5rem 1rem;border:1px dashed #767676;border-radius:.25rem;background:#f5f5f5;color:#424242;font-size:14px;text-align:center}.look-unknown{margin:.5rem 0;padding:.5rem .75rem;border:1px dashed #8a4b00;background:#fff8ee;color:#6b3a00;font-size:13px}" +
        ".look-facts{display:grid;grid-template-columns:auto 1fr;gap:.2rem 1rem;margin:0}.look-facts dt{font-weight:600}.look-facts dd{margin:0}.look-facts p{margin:0}.look-columns{display:flex;gap:.75rem}.look-column{min-width:0}.look-width-auto{flex:0 0 auto;max-width:60%}.look-width-stretch{flex:1 1 0}" +
        ".look-width-1{flex:1}.look-width-2{flex:2}.look-width-3{flex:3}.look-width-4{flex:4}.look-width-5{flex:5}.look-width-6{flex:6}.look-width-7{flex:7}.look-width-8{flex:8}.look-width-9{flex:9}.look-width-10{flex:10}.look-width-11{flex:11}.look-width-12{flex:12}" +
        ".look-actions{display:flex;flex-wrap:wrap;gap:.5rem}.look-card .look-action{display:inline-block;min-height:1.75rem;padding:.3rem .75rem;border:1px solid #8a8a8a;border-radius:.25rem;background:#fff;color:#242424;font:600 14px/1.45 'Segoe UI',system-ui,sans-serif;text-decoration:none}.look-action:disabled{color:#5c5c5c;background:#f0f0f0}" +
        ".look-mention{color:#4f52b2;font-weight:600}.look-frame{display:block;width:100%;height:38rem;border:1px solid #c8d0da;border-radius:.4rem;background:#fff}";
}
