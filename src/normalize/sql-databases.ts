import { isObject, readProperty } from '../http/safe-read.ts';
import type { Marks } from './marks.ts';
import {
  mysqlCodes,
  oracleNumbers,
  sqliteCodes,
  sqliteNumbers,
  sqlServerNumbers,
  thinOracleCodes,
} from './sql-codes.ts';
import { isSqlState, knownSqlState, sqlStateVerdict } from './sql-states.ts';
import { transportVerdict } from './transport.ts';
import type { Classifier, Verdict } from './verdict.ts';
import { conflict, dependencyDown, exhausted, fault, lateDependency } from './verdicts.ts';

/** Relational databases, by the marks of their drivers. None of a driver's texts is shown: they hold SQL, names and values. */

const operatorCancel = dependencyDown('database/query_canceled_by_operator');

/** A connection to a database failed: 503, with the proxy error type of the network error if there is one. */
function lostConnection(code: string | undefined): Verdict {
  return dependencyDown('database/connection', transportVerdict(code)?.options?.proxy?.error);
}

/** pg names its errors "error", in lower case, and nobody else does; what copies them keeps the severity (TypeORM). */
function isPostgres({ name, className, severity }: Marks): boolean {
  return typeof severity === 'string' || name === 'error' || className === 'DatabaseError' || name === 'PostgresError';
}

/** pg, postgres.js, PGlite: a state, beside a mark, for five characters are also other people's codes. */
const classifyPostgres: Classifier<Marks> = (marks) => {
  const { code, text } = marks;
  if (!isSqlState(code) || !isPostgres(marks)) return undefined;
  // The same state as a statement timeout; only the text tells, where it is not translated.
  return code === '57014' && text === 'canceling statement due to user request'
    ? operatorCancel
    : sqlStateVerdict(code);
};

const unknownMysql = fault('database/mysql');

/** mysql2, mysql, mariadb: `sqlState` or `sqlMessage`, or `fatal` beside a code. */
const classifyMysql: Classifier<Marks> = ({ code, sqlState, sqlMessage, fatal }) => {
  const known = code === undefined ? undefined : mysqlCodes.get(code);
  const fromServer = typeof sqlState === 'string' || typeof sqlMessage === 'string';
  const fromPool = known !== undefined && code?.startsWith('POOL_') === true;
  if (!fromServer && !fromPool && !(fatal === true && code !== undefined)) return undefined;
  if (known !== undefined) return known;
  const state = isSqlState(sqlState) ? knownSqlState(sqlState) : undefined;
  return (
    state ??
    (fromServer && code?.startsWith('ER_') === true
      ? unknownMysql
      : fatal === true
        ? lostConnection(code)
        : unknownMysql)
  );
};

const sqliteUnknown = fault('database/sqlite');
const sqliteUnique = conflict('database/sqlite_constraint');

/** better-sqlite3, sqlite3, libsql, Bun: `SQLITE_*`. sqlite3 has only the class of a violation, and the text. */
const classifySqlite: Classifier<Marks> = ({ code, errcode, text }) => {
  if (code === 'ERR_SQLITE_ERROR')
    return typeof errcode === 'number'
      ? (sqliteNumbers.get(errcode) ?? sqliteNumbers.get(errcode & 0xff) ?? sqliteUnknown)
      : sqliteUnknown;
  if (code?.startsWith('SQLITE_') !== true) return undefined;
  if (code === 'SQLITE_CONSTRAINT')
    return /(UNIQUE|FOREIGN KEY|PRIMARY KEY) constraint failed/.test(text) ? sqliteUnique : sqliteUnknown;
  return sqliteCodes.find(([prefix]) => code.startsWith(prefix))?.[1] ?? sqliteUnknown;
};

/** tedious and mssql: connection trouble by a code of their own, everything else by the server's message number. */
const tediousCodes: Readonly<Record<string, Verdict>> = {
  ESOCKET: dependencyDown('database/connection', 'connection_terminated'),
  EINSTLOOKUP: dependencyDown('database/instance_lookup', 'dns_error'),
  ECONNCLOSED: dependencyDown('database/connection_closed', 'connection_terminated'),
  ENOTOPEN: dependencyDown('database/connection_closed'),
  ENOCONN: dependencyDown('database/no_connection'),
  ELOGIN: fault('database/login'),
  EINVALIDSTATE: fault('database/connection_state'),
};
const tediousNames: ReadonlySet<string> = new Set([
  'ConnectionError',
  'RequestError',
  'TransactionError',
  'PreparedStatementError',
]);
const requestTimeout = lateDependency('database/request_timeout');
const connectTimeout = dependencyDown('database/connection_timeout', 'connection_timeout');
const foreignKey = conflict('database/foreign_key_violation');
const sqlServerUnknown = fault('database/sqlserver');

function isTedious({ name, className }: Marks): boolean {
  return tediousNames.has(name === undefined || name === 'Error' ? (className ?? '') : name);
}

/** A number of sys.messages, beside what the server says of the place. */
function sqlServerNumber({ thrown, number }: Marks): number | undefined {
  const hasPlace =
    typeof readProperty(thrown, 'state') === 'number' && readProperty(thrown, 'lineNumber') !== undefined;
  return typeof number === 'number' && hasPlace ? number : undefined;
}

/** ETIMEOUT is c-ares' too; under these names it is the server that was late, or the connection. */
function tediousVerdict({ code, name, className }: Marks): Verdict | undefined {
  if (code === 'ETIMEOUT')
    return name === 'RequestError' || className === 'RequestError' ? requestTimeout : connectTimeout;
  return code !== undefined && Object.hasOwn(tediousCodes, code) ? tediousCodes[code] : undefined;
}

const classifySqlServer: Classifier<Marks> = (marks) => {
  const number = sqlServerNumber(marks);
  // 547 is every constraint that is not unique; only the text tells a foreign key from a check.
  if (number === 547) return /FOREIGN KEY|REFERENCE/.test(marks.text) ? foreignKey : sqlServerUnknown;
  if (number !== undefined) return sqlServerNumbers.get(number) ?? sqlServerUnknown;
  return isTedious(marks) ? tediousVerdict(marks) : undefined;
};

const oracleUnknown = fault('database/oracle');

/** node-oracledb: ORA- numbers of the server, NJS- codes of the driver. */
const classifyOracle: Classifier<Marks> = ({ code, errorNum }) => {
  const driver = code === undefined ? undefined : /^(NJS|DPI)-(\d{3,5})$/.exec(code);
  if (driver != null) return thinOracleCodes(Number(driver[2])) ?? oracleUnknown;
  const isServer = (typeof errorNum === 'number' && errorNum > 0) || /^ORA-\d{5}$/.test(code ?? '');
  if (!isServer) return undefined;
  return oracleNumbers.get(typeof errorNum === 'number' ? errorNum : Number(code?.slice(4))) ?? oracleUnknown;
};

/** postgres.js: its connection's end, as a code. */
const postgresJs: Readonly<Record<string, Verdict>> = {
  CONNECT_TIMEOUT: dependencyDown('database/connection_timeout', 'connection_timeout'),
  CONNECTION_CLOSED: dependencyDown('database/connection_closed', 'connection_terminated'),
  CONNECTION_DESTROYED: dependencyDown('database/connection_closed', 'connection_terminated'),
  CONNECTION_ENDED: dependencyDown('database/connection_closed', 'connection_terminated'),
};

const classifyPostgresJs: Classifier<Marks> = ({ code, name }) =>
  code !== undefined && name !== 'NatsError' && Object.hasOwn(postgresJs, code) ? postgresJs[code] : undefined;

const poolTimeout = exhausted('database/pool_timeout');
const queryTimeout = lateDependency('database/query_timeout');

/** Knex: only the timeout of a query keeps its milliseconds; the other one is the pool's. */
const classifyKnex: Classifier<Marks> = ({ name, timeout }) =>
  name === 'KnexTimeoutError' ? (typeof timeout === 'number' ? queryTimeout : poolTimeout) : undefined;

/** db-errors, as objection uses them: the name is a promise, `nativeError` its mark. */
const violations: Readonly<Record<string, Verdict>> = {
  UniqueViolationError: conflict('database/unique_violation'),
  ForeignKeyViolationError: conflict('database/foreign_key_violation'),
  NotNullViolationError: fault('database/not_null_violation'),
  CheckViolationError: fault('database/check_violation'),
  DataError: fault('database/data'),
};

const classifyDbErrors: Classifier<Marks> = ({ name, nativeError }) =>
  isObject(nativeError) && name !== undefined && Object.hasOwn(violations, name) ? violations[name] : undefined;

/** In no particular order: no driver's marks are another's. */
export const sqlDatabases: readonly Classifier<Marks>[] = [
  classifyPostgres,
  classifyMysql,
  classifySqlite,
  classifySqlServer,
  classifyOracle,
  classifyPostgresJs,
  classifyKnex,
  classifyDbErrors,
];
