using System.Runtime.CompilerServices;
using AdoptionAutomation.Mail;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdoptionAutomation.Tests.Functions.Mail;

public sealed class PagesTests
{
    [Fact]
    public async Task What_was_rendered_is_not_kept()
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        var pages = new Pages(services, NullLoggerFactory.Instance);

        var rendered = await RenderAsync(pages);
        for (var look = 0; look < 10 && rendered.IsAlive; look++)
        {
            await Task.Delay(10);
            GC.Collect();
        }

        Assert.False(rendered.IsAlive);
        GC.KeepAlive(pages);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> RenderAsync(Pages pages)
    {
        var text = new string('x', 20);
        Assert.Equal(text, await pages.RenderAsync<Line>((nameof(Line.Text), text)));
        return new(text);
    }

    internal sealed class Line : ComponentBase
    {
        [Parameter]
        public string Text { get; set; } = "";

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Text);
    }
}
