import type { Case, Violation } from './audit/judge.ts';
import type { Level } from './audit/rule.ts';
import type { AuditReport } from './audit/run-audit.ts';
import { createStyles, labelled, printable, type Styles, wrap } from './output.ts';

/** In the order of the report. */
export const levels: readonly Level[] = ['MUST', 'SECURITY', 'SHOULD', 'POLICY'];

const indent = '  ';
/** Cases that are shown in full; some others by name. All are in the report as JSON. */
const shownCases = 2;
const namedCases = 5;
const labelWidth = 12;

function colourOf(level: Level, { red, yellow, dim }: Styles): (text: string) => string {
  if (level === 'MUST' || level === 'SECURITY') return red;
  return level === 'SHOULD' ? yellow : dim;
}

function renderCase({ probe, sent, seen }: Case): readonly string[] {
  return [
    labelled(`${indent}at`, probe, labelWidth),
    labelled(`${indent}sent`, sent, labelWidth),
    labelled(`${indent}seen`, seen, labelWidth),
  ];
}

function renderViolation({ id, title, source, fix, cases }: Violation, styles: Styles): string {
  const others = cases.slice(shownCases).map(({ probe }) => probe);
  const names = [...others.slice(0, namedCases), ...(others.length > namedCases ? ['…'] : [])].join(', ');
  const more = others.length === 0 ? [] : [labelled(`${indent}and ${others.length}`, `more: ${names}`, labelWidth)];
  return [
    `${styles.bold(id.padEnd(8))}${wrap(title, 8)}`,
    styles.dim(labelled(`${indent}source`, source, labelWidth)),
    ...cases.slice(0, shownCases).flatMap(renderCase),
    ...more,
    labelled(`${indent}fix`, fix, labelWidth),
  ].join('\n');
}

function renderLevel(level: Level, violations: readonly Violation[], styles: Styles): readonly string[] {
  const own = violations.filter((violation) => violation.level === level);
  if (own.length === 0) return [];
  const heading = colourOf(level, styles)(styles.bold(level));
  return ['', heading, ...own.flatMap((violation) => ['', renderViolation(violation, styles)])];
}

/** Violations of each level. */
export function countLevels(violations: readonly Violation[]): Readonly<Record<Level, number>> {
  const counts = { MUST: 0, SECURITY: 0, SHOULD: 0, POLICY: 0 };
  for (const { level } of violations) counts[level] += 1;
  return counts;
}

function summarise({ violations, held, notApplicable, incomplete }: AuditReport, styles: Styles): string {
  const counts = countLevels(violations);
  const broken = levels.filter((level) => counts[level] > 0).map((level) => `${counts[level]} ${level}`);
  const none = incomplete ? styles.yellow('Incomplete, no rule is broken so far') : styles.green('No rule is broken');
  const verdict = broken.length === 0 ? none : styles.bold(`Broken: ${broken.join(', ')}`);
  return `${verdict}; ${held.length} kept, ${notApplicable.length} not met with.`;
}

/** The report for a person. */
export function renderReport(report: AuditReport, colour: boolean): string {
  const styles = createStyles(colour);
  const unsent =
    report.unsent.length === 0 ? [] : [`${report.unsent.length} probes were not sent: ${report.unsent.join(', ')}`];
  return [
    `${styles.bold(`failwell audit ${printable(report.target)}`)} (experimental)`,
    `${report.requests} requests in ${(report.durationMs / 1000).toFixed(1)} s`,
    ...levels.flatMap((level) => renderLevel(level, report.violations, styles)),
    '',
    ...[...report.notes, ...unsent].map((note) => wrap(`Note: ${note}`, 6, 0)),
    summarise(report, styles),
  ].join('\n');
}
