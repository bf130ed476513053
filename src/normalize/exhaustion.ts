import type { Marks } from './marks.ts';
import type { Classifier, Verdict } from './verdict.ts';
import { contention, dependencyDown, exhausted, fault, gatewayTimeout, lateDependency } from './verdicts.ts';

/**
 * Our own protections and pools: circuit breakers, bulkheads, semaphores, queues. And the plain Errors of libraries
 * that leave no other mark than their text: those are compared whole, and no status is ever parsed out of one.
 */

const breaker = dependencyDown('exhausted/circuit_open', 'destination_unavailable');
const bulkhead = exhausted('exhausted/bulkhead');

/** opossum, async-mutex, proper-lockfile. */
const codes: Readonly<Record<string, Verdict>> = {
  EOPENBREAKER: breaker,
  ESEMLOCKED: bulkhead,
  E_TIMEOUT: bulkhead,
  ELOCKED: contention('exhausted/locked'),
};

/** cockatiel, bottleneck, redlock and their kin; cockatiel leaves only the class. */
const classes: Readonly<Record<string, Verdict>> = {
  BrokenCircuitError: breaker,
  IsolatedCircuitError: breaker,
  HydratingCircuitError: breaker,
  CircuitBreakerOpenError: breaker,
  CircuitOpenError: breaker,
  OpenCircuitError: breaker,
  BulkheadRejectedError: bulkhead,
  BulkheadFullError: bulkhead,
  BottleneckError: bulkhead,
  QueueFullError: bulkhead,
  TaskCancelledError: gatewayTimeout('deadline/policy', 'http_response_timeout'),
  ResourceLockedError: contention('exhausted/locked'),
};

const poolTimeout = exhausted('exhausted/pool_timeout');
const poolClosed = dependencyDown('exhausted/pool_closed', 'destination_unavailable', 'server');
const lost = dependencyDown('database/connection_lost', 'connection_terminated');
const notConnected = dependencyDown('database/not_connected');
const late = lateDependency('database/command_timeout');

/** Texts of errors that have nothing else, exactly as their libraries write them. */
const texts: ReadonlyMap<string, Verdict> = new Map([
  // pg and pg-pool
  ['timeout expired', dependencyDown('database/connection_timeout', 'connection_timeout')],
  ['timeout exceeded when trying to connect', poolTimeout],
  ['Connection terminated unexpectedly', lost],
  [
    'Connection terminated due to connection timeout',
    dependencyDown('database/connection_timeout', 'connection_timeout'),
  ],
  ['Connection terminated', lost],
  ['Client has encountered a connection error and is not queryable', lost],
  ['Client was closed and is not queryable', fault('database/client_closed')],
  ['Query read timeout', late],
  ['Cannot use a pool after calling end on the pool', poolClosed],
  // mysql2
  ['Queue limit reached.', poolTimeout],
  ['No connections available.', poolTimeout],
  ['Pool is closed.', poolClosed],
  ["Can't add new command when connection is in closed state", lost],
  // ioredis and node-redis, where a bundler took the class names
  ['Connection is closed.', lost],
  ['Command timed out', late],
  ["Stream isn't writeable and enableOfflineQueue options is false", notConnected],
  ["Cluster isn't ready and enableOfflineQueue options is false", notConnected],
  ['None of startup nodes is available', notConnected],
  ['The client is closed', notConnected],
  ['The client is offline', notConnected],
  ['Socket closed unexpectedly', lost],
  // generic-pool, tarn, piscina
  ['ResourceRequest timed out', poolTimeout],
  ['max waitingClients count exceeded', poolTimeout],
  ['operation timed out for an unknown reason', poolTimeout],
  ['Task queue is at limit', bulkhead],
  // amqplib, mqtt
  ['Socket closed abruptly during opening handshake', lost],
  ['Connection closed', notConnected],
  ['Channel closed', notConnected],
  ['client disconnecting', notConnected],
  // ws, as a client
  ['WebSocket was closed before the connection was established', { ...lost, status: 502, upstream: true }],
  ['Opening handshake has timed out', gatewayTimeout('transport/websocket_timeout', 'connection_timeout')],
]);

/** opossum's ESHUTDOWN is libuv's too; the text tells. */
const shutdown = dependencyDown('exhausted/circuit_shutdown', 'destination_unavailable', 'server');

export const classifyExhaustion: Classifier<Marks> = ({ name = 'Error', className = '', code, text }) => {
  if (code !== undefined && Object.hasOwn(codes, code)) return codes[code];
  if (code === 'ESHUTDOWN') return text.startsWith('The circuit') ? shutdown : undefined;
  const said = name === 'Error' ? className : name;
  if (Object.hasOwn(classes, said)) return classes[said];
  // A text counts only on an error that says nothing else: generic-pool's TimeoutError is the one with a name.
  return name === 'Error' || name === 'TimeoutError' ? texts.get(text) : undefined;
};
