import type { Verdict } from './verdict.ts';
import { conflict, contention, dependencyDown, exhausted, fault, lateDependency } from './verdicts.ts';

/** Codes of single databases, where SQLSTATE is missing or says too little. What is not listed is a fault of ours. */

type Entry = readonly [code: string, verdict: Verdict];

function all(codes: string, make: (rule: string) => Verdict, prefix = 'database/'): readonly Entry[] {
  return codes.split(' ').map((code) => [code, make(`${prefix}${code.toLowerCase()}`)]);
}

function numbers(
  list: string,
  make: (rule: string) => Verdict,
  prefix: string,
): readonly (readonly [number, Verdict])[] {
  return list.split(' ').map((code) => [Number(code), make(`${prefix}${code}`)]);
}

/** MySQL and MariaDB: symbols of the server, and of the mysql, mysql2 and mariadb drivers. */
export const mysqlCodes: ReadonlyMap<string, Verdict> = new Map([
  ...all(
    'ER_DUP_ENTRY ER_DUP_KEY ER_DUP_UNIQUE ER_DUP_ENTRY_WITH_KEY_NAME ER_ROW_IS_REFERENCED ER_ROW_IS_REFERENCED_2 ER_NO_REFERENCED_ROW ER_NO_REFERENCED_ROW_2',
    conflict,
  ),
  ...all(
    'ER_LOCK_DEADLOCK ER_LOCK_WAIT_TIMEOUT ER_LOCK_NOWAIT ER_XA_RBDEADLOCK ER_CHECKREAD ER_TRANSACTION_ROLLBACK_DURING_COMMIT',
    contention,
  ),
  ...all('ER_QUERY_TIMEOUT ER_STATEMENT_TIMEOUT PROTOCOL_SEQUENCE_TIMEOUT', lateDependency),
  ...all(
    'ER_CON_COUNT_ERROR ER_TOO_MANY_USER_CONNECTIONS ER_USER_LIMIT_REACHED ER_OUT_OF_RESOURCES ER_GET_CONNECTION_TIMEOUT',
    exhausted,
  ),
  ...all('POOL_NOCONNECTIONS POOL_NONEONLINE POOL_ENQUEUELIMIT POOL_CLOSED', exhausted),
  ...all(
    'PROTOCOL_CONNECTION_LOST PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR PROTOCOL_ENQUEUE_AFTER_QUIT ER_QUERY_INTERRUPTED ER_SERVER_SHUTDOWN ER_NORMAL_SHUTDOWN ER_CONNECTION_KILLED ' +
      'ER_SERVER_GONE_ERROR ER_CONNECTION_TIMEOUT ER_SOCKET_UNEXPECTED_CLOSE ER_SOCKET_TIMEOUT ER_CMD_CONNECTION_CLOSED ER_CMD_NOT_EXECUTED_DESTROYED ' +
      'ER_CLUSTER_NO_NODES ER_POOL_ALREADY_CLOSED ER_OPTION_PREVENTS_STATEMENT ER_READ_ONLY_MODE ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION ER_DISK_FULL ER_RECORD_FILE_FULL',
    (rule) => dependencyDown(rule),
  ),
]);

/** SQLite, longest first: `SQLITE_BUSY` has three extended forms. */
export const sqliteCodes: readonly Entry[] = [
  ...all(
    'SQLITE_CONSTRAINT_UNIQUE SQLITE_CONSTRAINT_PRIMARYKEY SQLITE_CONSTRAINT_FOREIGNKEY SQLITE_CONSTRAINT_ROWID',
    conflict,
  ),
  ...all('SQLITE_BUSY SQLITE_LOCKED', contention),
  ...all('SQLITE_FULL', (rule) => dependencyDown(rule)),
  ...all('SQLITE_INTERRUPT', lateDependency),
  ...all('SQLITE_CONSTRAINT SQLITE_READONLY SQLITE_CANTOPEN SQLITE_ERROR', fault),
];

/** Extended result codes, as node:sqlite gives them; the low byte is the primary code. */
export const sqliteNumbers: ReadonlyMap<number, Verdict> = new Map([
  ...numbers('2067 1555 787 2579', conflict, 'database/sqlite_'),
  ...numbers('5 6', contention, 'database/sqlite_'),
  ...numbers('13', (rule) => dependencyDown(rule), 'database/sqlite_'),
  ...numbers('9', lateDependency, 'database/sqlite_'),
]);

/** SQL Server and Azure SQL: numbers of sys.messages. */
export const sqlServerNumbers: ReadonlyMap<number, Verdict> = new Map([
  ...numbers('2601 2627', conflict, 'database/sqlserver_'),
  ...numbers('1205 1222 3960 3935', contention, 'database/sqlserver_'),
  ...numbers('-2', lateDependency, 'database/sqlserver_'),
  ...numbers('10928 10929 40501 40544 49918 49919 49920 701 8645 8651 1105 9002', exhausted, 'database/sqlserver_'),
  ...numbers(
    '40197 40540 40613 40143 4221 6005 233 64 10053 10054 10060 3906 978 976',
    (rule) => dependencyDown(rule),
    'database/sqlserver_',
  ),
]);

/** Oracle: ORA- numbers. */
export const oracleNumbers: ReadonlyMap<number, Verdict> = new Map([
  ...numbers('1 2291 2292', conflict, 'database/ora_'),
  ...numbers('60 54 4020 8177 30006 4068', contention, 'database/ora_'),
  ...numbers('1013 3136 3156', lateDependency, 'database/ora_'),
  ...numbers('18 20 2391 12516 12519 12520 1653 1654 1691 4031', exhausted, 'database/ora_'),
  ...numbers(
    '28 1012 1033 1034 1089 1090 3113 3114 3135 12152 12170 12500 12505 12514 12528 12535 12537 12541 12543 12545 12547 12560 25408 28547',
    (rule) => dependencyDown(rule),
    'database/ora_',
  ),
]);

const njsLate = lateDependency('database/njs_call_timeout');
const njsPool = exhausted('database/njs_pool');
const njsDown = dependencyDown('database/njs_connection');
const njsPoolCodes: ReadonlySet<number> = new Set([40, 64, 65, 76, 82, 83]);

/** node-oracledb's own codes: 5xx are connection trouble, 123 (thin) and 1067 (thick) a call that took too long. */
export function thinOracleCodes(code: number): Verdict | undefined {
  if (code === 123 || code === 1067) return njsLate;
  if (njsPoolCodes.has(code)) return njsPool;
  return (code >= 500 && code <= 524) || code === 1010 || code === 1080 ? njsDown : undefined;
}
