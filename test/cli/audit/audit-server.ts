import type { Server } from 'node:http';
import { parseRoute } from '../../../src/cli/audit/route.ts';
import { type AuditReport, runAudit } from '../../../src/cli/audit/run-audit.ts';
import { resolveTarget } from '../../../src/cli/audit/target.ts';
import { serve } from '../../support/servers.ts';

export const limits = { maxRequests: 300, timeoutMs: 3_000, totalMs: 60_000 } as const;

/** Everything that is known about a server, over real sockets. */
export async function auditServer(
  server: Server | Promise<Server>,
  routes: readonly string[],
  jsonRoutes: readonly string[] = [],
): Promise<AuditReport> {
  const { url } = await serve(await server);
  return runAudit(await resolveTarget(url, { allowRemote: false, insecure: false }), {
    ...limits,
    routes: routes.map((route) => parseRoute(route, 'GET')),
    jsonRoutes: jsonRoutes.map((route) => parseRoute(route, 'POST')),
  });
}

/** Ids of broken rules, in the order of the table. */
export function brokenIds({ violations }: AuditReport): readonly string[] {
  return violations.map(({ id }) => id);
}

/** The probes that broke a rule. */
export function probesOf({ violations }: AuditReport, id: string): readonly string[] {
  return violations.find((violation) => violation.id === id)?.cases.map(({ probe }) => probe) ?? [];
}
