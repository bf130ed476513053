import { describe, expect, test } from 'vitest';
import { errorOfClass, errorWith, judge, statusOf, visible } from './support.ts';

const secret = 's3cret';
const conflictText = '{"error":{"code":409,"message":"The request conflicts with the current state of the resource."}}';

function pg(code: string, text = `duplicate key (email)=(${secret})`): Error {
  return errorWith(
    { name: 'error', code, severity: 'ERROR', detail: `Key (email)=(${secret}) already exists.`, table: 'users' },
    text,
  );
}

describe('PostgreSQL, by SQLSTATE', () => {
  test.each([
    ['23505 23503 23P01 23001', 409],
    ['40001 40P01 55P03', 503],
    ['08000 08006 53300 53100 57P01 57P02 57P03 25006 25P03', 503],
    ['57014', 504],
    ['23502 23514 22001 22P02 42P01 42601 42501 3D000 28P01 25P02 P0001 404AA 42S02', 500],
  ])('%s is %i', (codes, status) => {
    expect(codes.split(' ').map((code) => statusOf(pg(code)))).toEqual(codes.split(' ').map(() => status));
  });

  test('deadlocks, lost connections and timeouts may pass, violations do not', () => {
    expect(['40P01', '57P01', '57014', '23505', '42601'].map((code) => judge(pg(code)).error.transient)).toEqual([
      true,
      true,
      true,
      undefined,
      undefined,
    ]);
  });

  test('an operator’s cancel has the SQLSTATE of a timeout; the text tells', () => {
    expect(statusOf(pg('57014', 'canceling statement due to user request'))).toBe(503);
  });

  test('five characters without a mark are nobody’s SQLSTATE', () => {
    expect([statusOf(errorWith({ code: '23505' })), statusOf(errorWith({ code: 'P2002' }))]).toEqual([500, 500]);
  });

  test('postgres.js and PGlite', () => {
    expect([
      statusOf(errorWith({ name: 'PostgresError', code: '23505', severity_local: 'ERROR' })),
      statusOf(errorOfClass('DatabaseError', { code: '40001' })),
      statusOf(errorWith({ code: 'CONNECTION_CLOSED' })),
      statusOf(errorWith({ code: 'CONNECT_TIMEOUT' })),
    ]).toEqual([409, 503, 503, 503]);
  });
});

describe('MySQL and MariaDB', () => {
  const mysql = (code: string, members: object = {}): Error =>
    errorWith({ code, errno: 1, sqlState: 'HY000', sqlMessage: secret, sql: secret, ...members });

  test.each([
    ['ER_DUP_ENTRY ER_NO_REFERENCED_ROW_2 ER_ROW_IS_REFERENCED_2', 409],
    ['ER_LOCK_DEADLOCK ER_LOCK_WAIT_TIMEOUT ER_CON_COUNT_ERROR ER_SERVER_SHUTDOWN ER_GET_CONNECTION_TIMEOUT', 503],
    ['ER_QUERY_TIMEOUT ER_STATEMENT_TIMEOUT', 504],
    ['ER_PARSE_ERROR ER_ACCESS_DENIED_ERROR ER_BAD_DB_ERROR ER_BAD_NULL_ERROR ER_DATA_TOO_LONG', 500],
  ])('%s is %i', (codes, status) => {
    expect(codes.split(' ').map((code) => statusOf(mysql(code)))).toEqual(codes.split(' ').map(() => status));
  });

  test('an unknown symbol with a telling SQLSTATE', () => {
    expect([
      statusOf(mysql('ER_NEW_THING', { sqlState: '40001' })),
      statusOf(mysql('ER_NEW_THING', { sqlState: '08S01' })),
    ]).toEqual([503, 503]);
  });

  test('fatal: true beside a net code is the database’s connection, also to an origin', () => {
    const lost = ['ECONNREFUSED', 'ETIMEDOUT', 'ENOTFOUND', 'PROTOCOL_CONNECTION_LOST'].map((code) =>
      errorWith({ code, fatal: true }),
    );
    expect(lost.map((error) => statusOf(error))).toEqual([503, 503, 503, 503]);
    expect(lost.map((error) => statusOf(error, { role: 'origin' }))).toEqual([503, 503, 503, 503]);
  });

  test('the pool of mysql', () => {
    expect(['POOL_ENQUEUELIMIT', 'POOL_CLOSED'].map((code) => statusOf(errorWith({ code })))).toEqual([503, 503]);
  });
});

describe('SQLite', () => {
  test.each([
    ['SQLITE_CONSTRAINT_UNIQUE', 409],
    ['SQLITE_CONSTRAINT_PRIMARYKEY', 409],
    ['SQLITE_CONSTRAINT_FOREIGNKEY', 409],
    ['SQLITE_CONSTRAINT_NOTNULL', 500],
    ['SQLITE_CONSTRAINT_CHECK', 500],
    ['SQLITE_BUSY', 503],
    ['SQLITE_BUSY_SNAPSHOT', 503],
    ['SQLITE_LOCKED_SHAREDCACHE', 503],
    ['SQLITE_FULL', 503],
    ['SQLITE_READONLY', 500],
    ['SQLITE_CORRUPT', 500],
  ])('%s is %i', (code, status) => {
    expect(statusOf(errorOfClass('SqliteError', { name: 'SqliteError', code }))).toBe(status);
  });

  test('sqlite3 has the class only, and the text', () => {
    const sqlite3 = (text: string): number => statusOf(errorWith({ code: 'SQLITE_CONSTRAINT', errno: 19 }, text));
    expect([
      sqlite3('SQLITE_CONSTRAINT: UNIQUE constraint failed: t.a'),
      sqlite3('SQLITE_CONSTRAINT: NOT NULL constraint failed: t.a'),
    ]).toEqual([409, 500]);
  });

  test('node:sqlite has numbers', () => {
    const node = (errcode: number): number => statusOf(errorWith({ code: 'ERR_SQLITE_ERROR', errcode }));
    expect([node(2067), node(787), node(1299), node(5), node(517), node(1)]).toEqual([409, 409, 500, 503, 503, 500]);
  });
});

describe('SQL Server and Oracle', () => {
  const sqlServer = (number: number, text = ''): Error =>
    errorOfClass(
      'RequestError',
      { code: 'EREQUEST', number, state: 1, class: 14, lineNumber: 1, serverName: 's' },
      text,
    );

  test('SQL Server, by message number', () => {
    const numbers = [2627, 2601, 1205, 1222, 40_501, 18_456, 207];
    expect(numbers.map((number) => statusOf(sqlServer(number)))).toEqual([409, 409, 503, 503, 503, 500, 500]);
    expect([
      statusOf(sqlServer(547, 'conflicted with the FOREIGN KEY constraint')),
      statusOf(sqlServer(547, 'conflicted with the CHECK constraint')),
    ]).toEqual([409, 500]);
  });

  test('tedious: connection trouble, and ETIMEOUT, which is c-ares’ too', () => {
    const connection = (code: string): number => statusOf(errorOfClass('ConnectionError', { code }));
    expect(['ESOCKET', 'ETIMEOUT', 'ELOGIN', 'ECONNCLOSED'].map(connection)).toEqual([503, 503, 500, 503]);
    expect(statusOf(errorOfClass('RequestError', { code: 'ETIMEOUT' }))).toBe(504);
    expect(judge(errorWith({ code: 'ETIMEOUT', syscall: 'queryA' })).error.proxy?.error).toBe('dns_timeout');
  });

  test('Oracle, by ORA- number and driver code', () => {
    const oracle = (code: string, errorNum: number): number => statusOf(errorWith({ code, errorNum, offset: 0 }));
    expect([
      oracle('ORA-00001', 1),
      oracle('ORA-02291', 2291),
      oracle('ORA-00060', 60),
      oracle('ORA-12541', 12_541),
      oracle('ORA-01013', 1013),
      oracle('ORA-00942', 942),
    ]).toEqual([409, 409, 503, 503, 504, 500]);
    expect(
      ['NJS-040', 'NJS-500', 'NJS-503', 'NJS-123', 'NJS-044'].map((code) => statusOf(errorWith({ code }))),
    ).toEqual([503, 503, 503, 504, 500]);
  });
});

describe('MongoDB, Redis, Cassandra', () => {
  test.each([
    [11_000, 409],
    [112, 503],
    [50, 504],
    [10_107, 503],
    [91, 503],
    [13, 500],
    [121, 500],
  ])('MongoDB server code %i is %i', (code, status) => {
    expect(
      statusOf(errorWith({ name: 'MongoServerError', code, keyValue: { email: secret } }, `E11000 dup key: ${secret}`)),
    ).toBe(status);
  });

  test.each([
    ['MongoServerSelectionError', 503],
    ['MongooseServerSelectionError', 503],
    ['MongoNetworkError', 503],
    ['MongoWaitQueueTimeoutError', 503],
    ['MongoOperationTimeoutError', 504],
    ['MongoParseError', 500],
  ])('%s is %i', (name, status) => {
    expect(statusOf(errorWith({ name }))).toBe(status);
  });

  test('mongoose', () => {
    expect([
      statusOf(errorWith({ name: 'MongooseError' }, 'Operation `users.findOne()` buffering timed out after 10000ms')),
      statusOf(errorWith({ name: 'CastError', path: '_id', kind: 'ObjectId', value: secret })),
      statusOf(errorWith({ name: 'VersionError', version: 1, modifiedPaths: [] })),
      statusOf(errorWith({ name: 'DocumentNotFoundError', query: {}, filter: {} })),
    ]).toEqual([503, 500, 409, 404]);
  });

  test('Redis replies, by their first word', () => {
    const reply = (text: string): number =>
      statusOf(errorWith({ name: 'ReplyError', command: { name: 'set', args: [secret] } }, text));
    expect(
      [
        'READONLY You can’t write',
        'LOADING Redis is loading',
        'CLUSTERDOWN',
        'BUSY Redis is busy',
        'ERR max number of clients reached',
      ].map(reply),
    ).toEqual([503, 503, 503, 503, 503]);
    expect(['WRONGTYPE Operation', 'NOAUTH Authentication required.', 'ERR syntax error'].map(reply)).toEqual([
      500, 500, 500,
    ]);
  });

  test('ioredis by name, node-redis by class', () => {
    expect(['MaxRetriesPerRequestError', 'ClusterAllFailedError'].map((name) => statusOf(errorWith({ name })))).toEqual(
      [503, 503],
    );
    expect(
      statusOf(errorWith({ name: 'AbortError', command: { name: 'get' } }, 'Command aborted due to connection close')),
    ).toBe(503);
    expect(
      ['ClientClosedError', 'SocketClosedUnexpectedlyError', 'ConnectionTimeoutError', 'WatchError', 'SimpleError'].map(
        (name) => statusOf(errorOfClass(name)),
      ),
    ).toEqual([503, 503, 503, 409, 500]);
  });

  test('cassandra-driver', () => {
    const info = 'Represents an error message from the server';
    expect([
      statusOf(errorWith({ name: 'NoHostAvailableError', info, innerErrors: {} })),
      statusOf(errorWith({ name: 'OperationTimedOutError', info })),
      statusOf(errorWith({ name: 'BusyConnectionError', info })),
      statusOf(errorWith({ name: 'ResponseError', info, code: 0x1200 })),
      statusOf(errorWith({ name: 'ResponseError', info, code: 0x2000 })),
    ]).toEqual([503, 504, 503, 504, 500]);
  });
});

describe('ORMs', () => {
  const prisma = (code: string, meta: object = {}): number =>
    statusOf(errorWith({ name: 'PrismaClientKnownRequestError', code, meta, clientVersion: '6' }));

  test('Prisma, by P-code', () => {
    expect(
      ['P2002', 'P2003', 'P2025', 'P2034', 'P2024', 'P2028', 'P1008', 'P2000'].map((code) => prisma(code)),
    ).toEqual([409, 409, 404, 503, 503, 503, 504, 500]);
    expect([prisma('P2010', { code: '23505' }), prisma('P2010', { code: '42601' })]).toEqual([409, 500]);
    expect(statusOf(errorWith({ name: 'PrismaClientInitializationError', errorCode: 'P1001' }))).toBe(503);
    expect(statusOf(errorWith({ name: 'PrismaClientValidationError' }))).toBe(500);
  });

  test('Sequelize, by its prefixed names, else by what is inside', () => {
    const original = pg('57014', 'canceling statement due to statement timeout');
    expect([
      statusOf(
        errorWith({
          name: 'SequelizeUniqueConstraintError',
          errors: [{ path: 'email', validatorKey: 'not_unique', value: secret, message: 'x' }],
        }),
      ),
      statusOf(errorWith({ name: 'SequelizeConnectionRefusedError' })),
      statusOf(errorWith({ name: 'SequelizeConnectionAcquireTimeoutError' })),
      statusOf(errorWith({ name: 'SequelizeEmptyResultError' })),
      statusOf(errorWith({ name: 'SequelizeDatabaseError', original, parent: original })),
      statusOf(errorWith({ name: 'SequelizeDatabaseError', original: pg('42P01'), parent: pg('42P01') })),
    ]).toEqual([409, 503, 503, 404, 504, 500]);
  });

  test('TypeORM, drizzle, Knex, objection, Kysely', () => {
    expect([
      statusOf(errorWith({ name: 'QueryFailedError', query: secret, parameters: [secret], driverError: pg('23505') })),
      statusOf(errorWith({ name: 'EntityNotFoundError', entityClass: class {}, criteria: {} })),
      statusOf(
        errorOfClass(
          'DrizzleQueryError',
          { query: secret, params: [secret], cause: pg('23505') },
          `Failed query: ${secret}`,
        ),
      ),
      statusOf(errorWith({ name: 'KnexTimeoutError' })),
      statusOf(errorWith({ name: 'KnexTimeoutError', timeout: 1000 })),
      statusOf(errorWith({ name: 'UniqueViolationError', nativeError: pg('23505') })),
      statusOf(errorWith({ name: 'NotNullViolationError', nativeError: pg('23502') })),
      statusOf(errorOfClass('NoResultError', { node: {} })),
    ]).toEqual([409, 404, 409, 503, 504, 409, 500, 404]);
  });

  test('a name that ends in NotFoundError is no contract', () => {
    expect(
      ['NotFoundError', 'EntityNotFoundError', 'NoResultError'].map((name) => statusOf(errorWith({ name }))),
    ).toEqual([500, 500, 500]);
  });

  test('a conflict is said in our own text: the library’s holds values (SE-7)', () => {
    expect([visible(pg('23505')), visible(errorWith({ name: 'MongoServerError', code: 11_000 }, secret))]).toEqual([
      conflictText,
      conflictText,
    ]);
  });
});

describe('pools and clients that leave nothing but a text', () => {
  test.each([
    ['timeout expired', 503],
    ['timeout exceeded when trying to connect', 503],
    ['Connection terminated unexpectedly', 503],
    ['Query read timeout', 504],
    ['Connection is closed.', 503],
    ['Command timed out', 504],
    ['max waitingClients count exceeded', 503],
    ['Queue limit reached.', 503],
    ['timeout expired in my own code', 500],
  ])('%s is %i', (text, status) => {
    expect(statusOf(new Error(text))).toBe(status);
  });

  test('generic-pool’s TimeoutError is our own pool (503), every other one a deadline (504)', () => {
    expect([
      statusOf(errorWith({ name: 'TimeoutError' }, 'ResourceRequest timed out')),
      statusOf(errorWith({ name: 'TimeoutError' }, 'x')),
    ]).toEqual([503, 504]);
  });
});
