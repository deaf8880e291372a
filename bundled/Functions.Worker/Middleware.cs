namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>The rest of an invocation: the middlewares after this one, and the function.</summary>
public delegate Task FunctionExecutionDelegate(FunctionContext context);

/// <summary>Goes around every invocation of the app.</summary>
public interface IFunctionsWorkerMiddleware
{
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
