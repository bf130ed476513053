import { isObject } from '../http/safe-read.ts';
import type { Marks } from './marks.ts';
import type { Classifier, Verdict } from './verdict.ts';
import { conflict, contention, dependencyDown, exhausted, fault, lateDependency } from './verdicts.ts';

/** MongoDB, Redis and Cassandra: stores without SQLSTATE. */

function numbers(list: string, make: (rule: string) => Verdict): readonly (readonly [number, Verdict])[] {
  return list.split(' ').map((code) => [Number(code), make(`database/mongodb_${code}`)]);
}

/** Error codes of the MongoDB server (error_codes.yml); they are numbers and mean nothing without a Mongo name. */
const mongoNumbers: ReadonlyMap<number, Verdict> = new Map([
  ...numbers('11000 11001 12582', conflict),
  ...numbers('24 46 112 117 225 244 246 251 256 11601', contention),
  ...numbers('50 202 262', lateDependency),
  ...numbers('6 7 63 64 89 91 133 189 234 317 358 384 9001 10058 10107 11600 11602 13435 13436 14031 14500', (rule) =>
    dependencyDown(rule),
  ),
]);

const mongoNames: Readonly<Record<string, Verdict>> = {
  MongoNetworkTimeoutError: lateDependency('database/mongodb_network_timeout'),
  MongoOperationTimeoutError: lateDependency('database/mongodb_timeout'),
  MongoWaitQueueTimeoutError: exhausted('database/mongodb_pool'),
  MongoNetworkError: dependencyDown('database/mongodb_network'),
  MongoServerSelectionError: dependencyDown('database/mongodb_selection'),
  MongooseServerSelectionError: dependencyDown('database/mongodb_selection'),
  MongoPoolClearedError: dependencyDown('database/mongodb_pool_cleared'),
  MongoPoolClosedError: dependencyDown('database/mongodb_pool_closed'),
  MongoPoolClearedOnNetworkError: dependencyDown('database/mongodb_pool_cleared'),
  MongoNotConnectedError: dependencyDown('database/mongodb_not_connected'),
  MongoTopologyClosedError: dependencyDown('database/mongodb_closed'),
  MongoClientClosedError: dependencyDown('database/mongodb_closed'),
  MongoServerClosedError: dependencyDown('database/mongodb_closed'),
};

const mongoUnknown = fault('database/mongodb');
const mongooseBuffer = dependencyDown('database/mongoose_buffer');

const classifyMongo: Classifier<Marks> = ({ name, numericCode, text }) => {
  if (name === undefined || !name.startsWith('Mongo')) return undefined;
  if (Object.hasOwn(mongoNames, name)) return mongoNames[name];
  // Mongoose queues operations while it has no connection; the text is the only mark.
  if (name === 'MongooseError') return text.includes('buffering timed out') ? mongooseBuffer : mongoUnknown;
  return (numericCode === undefined ? undefined : mongoNumbers.get(numericCode)) ?? mongoUnknown;
};

/** The first word of a Redis error reply. */
const redisWords: Readonly<Record<string, Verdict>> = {
  ...words('LOADING READONLY MASTERDOWN CLUSTERDOWN NOREPLICAS NOGOODSLAVE MISCONF OOM', (rule) =>
    dependencyDown(rule),
  ),
  ...words('BUSY TRYAGAIN UNBLOCKED INPROG', contention),
};

function words(list: string, make: (rule: string) => Verdict): Readonly<Record<string, Verdict>> {
  return Object.fromEntries(list.split(' ').map((word) => [word, make(`database/redis_${word.toLowerCase()}`)]));
}

const replyClasses: ReadonlySet<string> = new Set([
  'ReplyError',
  'ErrorReply',
  'SimpleError',
  'BlobError',
  'SimpleErrorReply',
  'BlobErrorReply',
]);
const redisUnknown = fault('database/redis_reply');
const redisClients = exhausted('database/redis_clients');
const redisDown = dependencyDown('database/redis_connection');

/** ioredis names its errors. */
const ioredisNames: Readonly<Record<string, Verdict>> = {
  MaxRetriesPerRequestError: redisDown,
  ClusterAllFailedError: redisDown,
};

/** node-redis names every error "Error" and leaves the class. */
const nodeRedisClasses: Readonly<Record<string, Verdict>> = {
  ClientClosedError: redisDown,
  ClientOfflineError: redisDown,
  DisconnectsClientError: redisDown,
  SocketClosedUnexpectedlyError: redisDown,
  ReconnectStrategyError: redisDown,
  RootNodesUnavailableError: redisDown,
  ConnectionTimeoutError: dependencyDown('database/redis_connect_timeout', 'connection_timeout'),
  SocketTimeoutError: lateDependency('database/redis_timeout'),
  CommandTimeoutDuringMaintenanceError: lateDependency('database/redis_timeout'),
  SocketTimeoutDuringMaintenanceError: lateDependency('database/redis_timeout'),
  WatchError: conflict('database/redis_watch'),
};

function replyVerdict(text: string): Verdict {
  if (text.startsWith('ERR max number of clients')) return redisClients;
  const word = /^[A-Z]+/.exec(text)?.[0] ?? '';
  return Object.hasOwn(redisWords, word) ? (redisWords[word] as Verdict) : redisUnknown;
}

const classifyRedis: Classifier<Marks> = ({ name = 'Error', className = '', text, command }) => {
  const said = name === 'Error' ? className : name;
  if (replyClasses.has(said)) return replyVerdict(text);
  if (name === 'Error') return Object.hasOwn(nodeRedisClasses, className) ? nodeRedisClasses[className] : undefined;
  if (Object.hasOwn(ioredisNames, name)) return ioredisNames[name];
  // redis-errors: a command that was given up because the connection went, not because somebody cancelled it.
  return name === 'AbortError' && isObject(command) ? redisDown : undefined;
};

const cassandraLate = lateDependency('database/cassandra_timeout');
const cassandraDown = dependencyDown('database/cassandra_unavailable');
const cassandraBusy = exhausted('database/cassandra_busy');
const cassandraUnknown = fault('database/cassandra');

const cassandraNames: Readonly<Record<string, Verdict>> = {
  NoHostAvailableError: cassandraDown,
  OperationTimedOutError: cassandraLate,
  BusyConnectionError: cassandraBusy,
};

/** ResponseError of cassandra-driver: the protocol's error codes, in hexadecimal as in its specification. */
const cassandraNumbers: ReadonlyMap<number, Verdict> = new Map([
  [0x1000, cassandraDown],
  [0x1001, cassandraBusy],
  [0x1002, cassandraDown],
  [0x1003, cassandraDown],
  [0x1100, cassandraLate],
  [0x1200, cassandraLate],
]);

/** Every error of cassandra-driver explains itself in `info`. */
const classifyCassandra: Classifier<Marks> = ({ name, info, numericCode }) => {
  if (typeof info !== 'string' || name === undefined) return undefined;
  if (Object.hasOwn(cassandraNames, name)) return cassandraNames[name];
  return name === 'ResponseError' && numericCode !== undefined
    ? (cassandraNumbers.get(numericCode) ?? cassandraUnknown)
    : undefined;
};

export const documentStores: readonly Classifier<Marks>[] = [classifyMongo, classifyRedis, classifyCassandra];
