import { describe, expect, it } from 'vitest';
import { parseRoute } from '../../../src/cli/audit/route.ts';
import { rules } from '../../../src/cli/audit/rules.ts';
import { type AuditReport, runAudit } from '../../../src/cli/audit/run-audit.ts';
import { resolveTarget } from '../../../src/cli/audit/target.ts';
import { brokenIds, limits } from './audit-server.ts';
import { type Answer, serveRaw } from './raw-server.ts';
import type { RuleCase } from './rule-case.ts';
import { ruleCases } from './rule-cases.ts';

async function audit(
  answer: Answer,
  { probes = ['unknown path'], routes = [], jsonRoutes = [], timeoutMs }: RuleCase,
): Promise<AuditReport> {
  const target = await resolveTarget(await serveRaw(answer), { allowRemote: false, insecure: false });
  const options = {
    ...limits,
    timeoutMs: timeoutMs ?? limits.timeoutMs,
    routes: routes.map((route) => parseRoute(route, 'GET')),
    jsonRoutes: jsonRoutes.map((route) => parseRoute(route, 'POST')),
  };
  return runAudit(target, options, ({ name }) => probes.includes(name));
}

describe('every rule can fail, and can be kept', () => {
  it.each(ruleCases)('$id', async (one) => {
    const broken = await audit(one.broken, one);
    expect(brokenIds(broken)).toContain(one.id);
    const kept = await audit(one.kept, one);
    expect(kept.violations.filter(({ id }) => id === one.id)).toEqual([]);
    expect(kept.held).toContain(one.id);
  });

  it('none is without a case', () => {
    expect(ruleCases.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
  });
});

describe('the table of rules', () => {
  it('has each id once', () => {
    const ids = rules.map(({ id }) => id);
    expect([...new Set(ids)]).toEqual(ids);
  });

  it.each(rules)('$id says source, title and fix in full', ({ source, title, fix }) => {
    expect(source).toMatch(/RFC \d+|nosniff|AIP|route was said/);
    expect(title).toMatch(/^[A-Z0-9]/);
    expect(title).not.toMatch(/\.$/);
    expect(fix).toMatch(/\.$/);
  });
});
