using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Mail;

/// <summary>Razor components as HTML: mails, posts, pages.</summary>
internal sealed class Pages(IServiceProvider services, ILoggerFactory loggers)
{
    /// <param name="parameters">The component's, by name.</param>
    public async Task<string> RenderAsync<TComponent>(params IEnumerable<(string Name, object? Value)> parameters)
        where TComponent : IComponent
    {
        // A renderer keeps whatever it rendered until it is disposed of, so each rendering has its own.
        await using var renderer = new HtmlRenderer(services, loggers);
        var values = ParameterView.FromDictionary(parameters.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TComponent>(values)).ToHtmlString());
    }
}
