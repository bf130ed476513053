import type { ErrorReport } from './error-report.ts';

/** The record as one readable block: the line for people, the stack, then what an operator asks next. */

const facts: readonly (readonly [
  label: string,
  read: (report: ErrorReport) => string | number | boolean | undefined,
])[] = [
  ['route', (report) => report['http.route']],
  ['domain', (report) => report['failwell.domain']],
  ['rule', (report) => report['failwell.rule']],
  ['upstream', (report) => report['failwell.upstream.name']],
  ['upstream status', (report) => report['failwell.upstream.status']],
  ['upstream ms', (report) => report['failwell.upstream.duration_ms']],
  ['retry after', (report) => report['failwell.retry.after']],
  ['reason', (report) => report['failwell.reason']],
  ['request', (report) => report['failwell.request_id']],
  ['trace', (report) => report.trace_id],
  ['fingerprint', (report) => report['failwell.fingerprint']],
  ['count', (report) => (report['failwell.count'] === 1 ? undefined : report['failwell.count'])],
  ['dropped', (report) => report['failwell.dropped']],
];

function factLine(report: ErrorReport): string {
  return facts
    .map(([label, read]) => [label, read(report)] as const)
    .filter(([, value]) => value !== undefined)
    .map(([label, value]) => `${label}=${value}`)
    .join('  ');
}

/** One text of several lines; every line of foreign origin is escaped already, so that none can be forged. */
export function toConsoleBlock(report: ErrorReport): string {
  const stack = report['exception.stacktrace'];
  const warnings = (report['failwell.warnings'] ?? []).map(({ code, message }) => `  warning ${code}: ${message}`);
  return [
    `${report.timestamp} ${report.severity_text} ${report.message}`,
    ...(stack === undefined ? [] : [stack.replace(/^/gm, '  ')]),
    `  ${factLine(report)}`,
    ...warnings,
  ].join('\n');
}
