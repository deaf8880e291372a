using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>
/// The columns of an entity type: public properties and fields, renamed by <see cref="DataMemberAttribute"/>, without those marked
/// <see cref="IgnoreDataMemberAttribute"/>. Reflected once a type; keys, timestamp and ETag go through <see cref="ITableEntity"/>.
/// </summary>
internal sealed class EntityMap
{
    private static readonly ConcurrentDictionary<Type, EntityMap> Maps = new();

    private readonly Dictionary<string, Column> byName = new(StringComparer.Ordinal);

    private EntityMap(Type type)
    {
        foreach (var member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance))
        {
            if (IsColumn(member))
            {
                var column = Column.Of(type, member);
                byName[column.Name] = column;
            }
        }

        Columns = [.. byName.Values];
        Create = CanCreate(type)
            ? Expression.Lambda<Func<ITableEntity>>(Expression.Convert(Expression.New(type), typeof(ITableEntity))).Compile()
            : () => throw new MissingMethodException($"{type} needs a public constructor without parameters to be read from a table.");
    }

    public IReadOnlyList<Column> Columns { get; }

    public Func<ITableEntity> Create { get; }

    public static EntityMap Of(Type type) => Maps.GetOrAdd(type, static known => new(known));

    public static string NameOf(MemberInfo member) => member.GetCustomAttribute<DataMemberAttribute>()?.Name ?? member.Name;

    public Column? Find(string name) => byName.GetValueOrDefault(name);

    private static bool CanCreate(Type type) => !type.IsAbstract && type.GetConstructor(Type.EmptyTypes) is not null;

    private static bool IsColumn(MemberInfo member) =>
        member is FieldInfo or PropertyInfo
        && member is not PropertyInfo { SetMethod: null, GetMethod: null }
        && (member is not PropertyInfo property || property.GetIndexParameters().Length == 0)
        && member.Name is not (EntityNames.PartitionKey or EntityNames.RowKey or EntityNames.Timestamp or EntityNames.ETag)
        && !member.IsDefined(typeof(IgnoreDataMemberAttribute));

    internal sealed class Column
    {
        private readonly Func<JsonElement, object?> read;

        private Column(string name, Type type)
        {
            Name = name;
            read = EntityReader.For(type);
        }

        public string Name { get; }

        public Func<object, object?>? Get { get; private init; }

        public Action<object, object?>? Set { get; private init; }

        public static Column Of(Type owner, MemberInfo member)
        {
            var property = member as PropertyInfo;
            var type = property?.PropertyType ?? ((FieldInfo)member).FieldType;
            var readable = property is null || property.GetMethod is not null;
            var writable = property is null ? !((FieldInfo)member).IsInitOnly : property.SetMethod is not null;
            return new(NameOf(member), type)
            {
                Get = readable ? Getter(owner, member) : null,
                Set = writable ? Setter(owner, member, type) : null,
            };
        }

        /// <exception cref="InvalidCastException">The row holds another type under this name.</exception>
        public object? Read(JsonElement value)
        {
            try
            {
                return read(value);
            }
            catch (Exception wrong) when (wrong is InvalidOperationException or FormatException or ArgumentException)
            {
                throw new InvalidCastException($"Property '{Name}' cannot be read from a JSON {value.ValueKind}: {wrong.Message}", wrong);
            }
        }

        private static Func<object, object?> Getter(Type owner, MemberInfo member)
        {
            var row = Expression.Parameter(typeof(object));
            var value = Expression.MakeMemberAccess(Expression.Convert(row, owner), member);
            return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), row).Compile();
        }

        private static Action<object, object?> Setter(Type owner, MemberInfo member, Type type)
        {
            var row = Expression.Parameter(typeof(object));
            var value = Expression.Parameter(typeof(object));
            var typed = Expression.Condition(
                Expression.ReferenceEqual(value, Expression.Constant(null)), Expression.Default(type), Expression.Convert(value, type));
            var assign = Expression.Assign(Expression.MakeMemberAccess(Expression.Convert(row, owner), member), typed);
            return Expression.Lambda<Action<object, object?>>(assign, row, value).Compile();
        }
    }
}
