import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { AuditReport } from '../../../src/cli/audit/run-audit.ts';
import { auditServer, brokenIds, probesOf } from './audit-server.ts';
import { type CreateServer, stock, withFailwell } from './hosts.ts';
import { knownDefects } from './known-defects.ts';

// Express and Hono print to the console what their default handlers answer.
beforeAll(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));

const routes = ['/fails=500', '/upstream=502', '/login=401', '/framed=500'];

async function audit(create: CreateServer | undefined): Promise<AuditReport> {
  if (create === undefined) throw new Error('no such host');
  return auditServer(await create(), routes, ['/json']);
}

describe('the audit finds the defects of the defaults', () => {
  it.each(Object.keys(stock))('%s: exactly these rules', async (name) => {
    const report = await audit(stock[name]);
    expect([...brokenIds(report)].sort()).toEqual(knownDefects[name]);
    expect(report).toMatchObject({ incomplete: false, unsent: [], notes: [] });
  });

  it('Express 5: by the probe that shows it', async () => {
    const report = await audit(stock['Express 5']);
    expect(probesOf(report, 'RT-1')).toEqual(['GET /upstream']);
    expect(probesOf(report, 'FR-2')).toContain('GET /framed');
    expect(probesOf(report, 'CO-3')).toEqual(['POST /json: body too large', 'upload that stalls']);
    expect(probesOf(report, 'FR-6a')).toEqual(['unknown path by HEAD']);
    expect(probesOf(report, 'CO-5')).toEqual(['two Host fields', 'invalid Host']);
    expect(probesOf(report, 'DT-8')).toContain('header section of 64 KiB');
  });
});

/** What failwell has no say in: it sees an error only when the host hands it over. */
const left: Readonly<Record<string, readonly string[]>> = {
  // There is no methodNotAllowedHandler() for these two.
  'Fastify 5': ['ME-2a'],
  'Hono 4': ['ME-2a'],
};

describe('the same services with failwell', () => {
  it.each(Object.keys(withFailwell))('%s: nothing is broken', async (name) => {
    const report = await audit(withFailwell[name]);
    expect(
      report.violations.map(({ id, cases }) => ({ id, cases })).filter(({ id }) => !left[name]?.includes(id)),
    ).toEqual([]);
    expect(brokenIds(report)).toEqual(left[name] ?? []);
    expect(report).toMatchObject({ incomplete: false, unsent: [], notes: [] });
  });
});
