'use strict';
// Preloaded into Azurite (node --require): gives every storage account a clock of its own that follows its requests.
//
// A request may carry the header `sandbox-now` (unix milliseconds). It moves its account's clock to
// max(last + 1 ms, that value): never back, and on with every request, because Azurite makes its ETags from the time.
// An account that never sent the header lives in real time. Timers stay real.

const http = require('node:http');
const Module = require('node:module');
const path = require('node:path');
const { AsyncLocalStorage } = require('node:async_hooks');

const RealDate = Date;
const accounts = new Map();
const requests = new AsyncLocalStorage();

function now() {
  const account = requests.getStore();
  return account?.now ?? RealDate.now();
}

function clockOf(request) {
  const name = request.url.split('/', 2)[1].split('?', 1)[0];
  let account = accounts.get(name);
  if (account === undefined) {
    account = { now: undefined };
    accounts.set(name, account);
  }
  const stamp = Number(request.headers['sandbox-now']);
  if (stamp > 0) {
    account.now = Math.max(stamp, (account.now ?? 0) + 1);
  } else if (account.now !== undefined) {
    account.now += 1;
  }
  return { now: account.now };
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, property) => (property === 'now' ? now : Reflect.get(target, property)),
});

const emit = http.Server.prototype.emit;
http.Server.prototype.emit = function (event, request, ...rest) {
  return event === 'request'
    ? requests.run(clockOf(request), () => emit.call(this, event, request, ...rest))
    : emit.call(this, event, request, ...rest);
};

// Telemetry is off (--disableTelemetry), but its library, with all that it would send, takes most of the time that Azurite needs to start.
const load = Module._load;
Module._load = function (name, ...rest) {
  return name === 'applicationinsights' ? {} : load.call(this, name, ...rest);
};

// Azurite sweeps what no blob and no message refers to any more, every few minutes and one by one, each of them a copy and a sort of all
// the others: after some ten thousand small blobs it answers nobody for minutes. What the sandbox keeps is too short-lived to need it.
for (const kind of ['blob/gc/BlobGCManager', 'queue/gc/QueueGCManager']) {
  require(path.join(path.dirname(process.argv[1]), kind)).default.prototype.markSweep = async () => {};
}

// Ctrl+C reaches every process of a terminal: the sandbox decides what it ends, and needs its storage until then.
for (const listen of ['on', 'once', 'addListener']) {
  const real = process[listen];
  process[listen] = function (event, ...rest) {
    return event === 'SIGINT' ? this : real.call(this, event, ...rest);
  };
  if (listen === 'on') {
    real.call(process, 'SIGINT', () => {});
  }
}

// The sandbox holds the other end of this pipe: when it dies, however it dies, Azurite saves what it keeps and goes too.
function leave() {
  process.emit('SIGTERM');
  setTimeout(() => process.exit(0), 1000).unref();
}
process.stdin.on('end', leave).on('error', leave).resume();
