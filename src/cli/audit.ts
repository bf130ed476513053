import { readJsonRoutes, readRoutes } from './audit/route.ts';
import { type AuditReport, runAudit } from './audit/run-audit.ts';
import { resolveTarget } from './audit/target.ts';
import { countLevels, renderReport } from './audit-text.ts';
import type { Output } from './output.ts';
import { UsageError } from './usage-error.ts';

/** Options of `failwell audit`, as written on the command line. */
export interface AuditArguments {
  readonly route?: readonly string[] | undefined;
  readonly 'json-route'?: readonly string[] | undefined;
  readonly json?: boolean | undefined;
  readonly strict?: boolean | undefined;
  readonly policy?: boolean | undefined;
  readonly 'allow-remote'?: boolean | undefined;
  readonly insecure?: boolean | undefined;
  readonly 'max-requests'?: string | undefined;
  readonly timeout?: string | undefined;
  readonly 'total-timeout'?: string | undefined;
}

export const auditDefaults = { maxRequests: 120, timeoutMs: 3_000, totalMs: 60_000 } as const;

function readNumber(name: keyof AuditArguments, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (number === 0) throw new UsageError(`--${name} takes a whole number from 1 to 999999, not "${text}"`);
  return number;
}

/** 0: nothing that counts is broken. 1: something is. 2: the audit could not be completed, and found nothing so far. */
function toExitCode({ violations, incomplete }: AuditReport, { strict, policy }: AuditArguments): number {
  const counts = countLevels(violations);
  const must = counts.MUST + counts.SECURITY;
  const should = strict === true || policy === true ? counts.SHOULD : 0;
  if (must + should + (policy === true ? counts.POLICY : 0) > 0) return 1;
  return incomplete ? 2 : 0;
}

function toJson(report: AuditReport, exitCode: number): string {
  const { violations, ...rest } = report;
  return JSON.stringify({ ...rest, broken: countLevels(violations), exitCode, violations }, null, 2);
}

/**
 * `failwell audit`.
 *
 * @returns the exit code.
 * @throws UsageError for a wrong argument, and where the server cannot be reached.
 */
export async function audit(url: string, args: AuditArguments, { out, colour }: Output): Promise<number> {
  const options = {
    routes: readRoutes(args.route ?? []),
    jsonRoutes: readJsonRoutes(args['json-route'] ?? []),
    maxRequests: readNumber('max-requests', args['max-requests'], auditDefaults.maxRequests),
    timeoutMs: readNumber('timeout', args.timeout, auditDefaults.timeoutMs),
    totalMs: readNumber('total-timeout', args['total-timeout'], auditDefaults.totalMs),
  };
  const target = await resolveTarget(url, {
    allowRemote: args['allow-remote'] === true,
    insecure: args.insecure === true,
  });
  const report = await runAudit(target, options);
  const exitCode = toExitCode(report, args);
  out(args.json === true ? toJson(report, exitCode) : renderReport(report, colour));
  return exitCode;
}
