using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>Creating and deleting tables, which both clients do.</summary>
internal static class TableRequests
{
    public static HttpMessage Create(TableWire wire, string tableName)
    {
        var message = wire.Message(RequestMethod.Post, "Tables", Body(tableName));
        message.Request.Headers.Add("Prefer", "return-no-content");
        return message;
    }

    public static HttpMessage Delete(TableWire wire, string tableName) =>
        wire.Message(RequestMethod.Delete, $"Tables('{Uri.EscapeDataString(tableName)}')");

    public static Response<TableItem> Created(Response response, string tableName) =>
        Response.FromValue(new TableItem(tableName), TableWire.Expect(response, 204, 201));

    public static Response<TableItem> Existing(Response response, string tableName)
    {
        if (response.Status != 409)
        {
            return Created(response, tableName);
        }

        RequestFailedException conflict = new(response);
        return conflict.ErrorCode == TableErrorCode.TableAlreadyExists
            ? Response.FromValue(new TableItem(tableName), response)
            : throw conflict;
    }

    private static byte[] Body(string tableName) =>
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal) { ["TableName"] = tableName });
}
