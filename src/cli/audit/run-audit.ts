import { printable } from '../output.ts';
import { UsageError } from '../usage-error.ts';
import { judge, type Verdict } from './judge.ts';
import type { Observation } from './observation.ts';
import { chooseAddress } from './open-socket.ts';
import type { Probe } from './probe.ts';
import { countRequests, createProbes } from './probes.ts';
import type { Route } from './route.ts';
import { sendProbe } from './send-probe.ts';
import type { Target } from './target.ts';

export interface AuditOptions {
  readonly routes: readonly Route[];
  readonly jsonRoutes: readonly Route[];
  /** No more requests than that are sent. */
  readonly maxRequests: number;
  /** For one answer. */
  readonly timeoutMs: number;
  /** For the whole audit. */
  readonly totalMs: number;
}

export interface AuditReport extends Verdict {
  readonly target: string;
  readonly requests: number;
  readonly durationMs: number;
  /** Names of probes that were not sent. */
  readonly unsent: readonly string[];
  /** Time was over, or the server was gone, before everything had been asked. */
  readonly incomplete: boolean;
  /** What a reader should know beside the rules. */
  readonly notes: readonly string[];
}

interface Progress {
  readonly observations: Observation[];
  readonly unsent: string[];
  readonly notes: string[];
  requests: number;
  incomplete: boolean;
}

/** The server answered before and now refuses connections: the last request ended it. */
function noteDeath(progress: Progress, probe: Probe, error: UsageError): void {
  const last = progress.observations.pop();
  if (last !== undefined) progress.observations.push({ ...last, died: true });
  progress.incomplete = true;
  progress.notes.push(`after "${last?.probe.name}" the server could not be reached any more: ${error.message}`);
  progress.unsent.push(probe.name);
}

/** The time of the whole audit was over while it connected: that says nothing about the server. */
function isOutOfTime(error: UsageError, { timeoutMs, totalMs }: AuditOptions, allowed: number): boolean {
  const code = (error.cause as NodeJS.ErrnoException | undefined)?.code;
  return code === 'ETIMEDOUT' && allowed < Math.min(timeoutMs, totalMs);
}

async function ask(target: Target, probe: Probe, options: AuditOptions, left: number, progress: Progress) {
  const allowed = Math.min(options.timeoutMs, left);
  progress.requests += countRequests(probe);
  try {
    progress.observations.push(await sendProbe(target, probe, allowed));
  } catch (error) {
    if (!(error instanceof UsageError) || progress.observations.length === 0) throw error;
    if (!isOutOfTime(error, options, allowed)) return noteDeath(progress, probe, error);
    progress.incomplete = true;
    progress.unsent.push(probe.name);
  }
}

/** Whoever answers the first request with something else is no server for this audit. */
function requireHttp(target: Target, { response, exchange }: Observation): void {
  if (response !== undefined && response.status > 0) return;
  if (exchange.bytes.length === 0 && !exchange.serverClosed) return;
  const start = printable(JSON.stringify(exchange.bytes.toString('latin1', 0, 40)));
  const seen =
    exchange.bytes.length === 0 ? 'it closed the connection without an answer' : `its answer begins with ${start}`;
  throw new UsageError(`${target.origin} does not speak HTTP/1.1 there: ${seen}`);
}

function noteRoutes({ observations, notes }: Progress): void {
  for (const { probe, response } of observations) {
    const isFirst = probe.kind === 'route' && probe.twin === undefined && probe.expected === undefined;
    if (isFirst && response !== undefined && response.status < 400) {
      notes.push(`${probe.name} answered ${response.status}: nothing failed there`);
    }
  }
}

function withoutRepeats(probes: readonly Probe[]): readonly Probe[] {
  return [...new Map(probes.map((probe) => [probe.name, probe])).values()];
}

/**
 * Sends the probes one after the other and judges the answers.
 *
 * @param select which probes to send; all where absent.
 * @throws UsageError where the server cannot be reached, or does not speak HTTP.
 */
export async function runAudit(
  named: Target,
  options: AuditOptions,
  select: (probe: Probe) => boolean = () => true,
): Promise<AuditReport> {
  const started = performance.now();
  const elapsed = (): number => performance.now() - started;
  const target = await chooseAddress(named, options.timeoutMs);
  const progress: Progress = { observations: [], unsent: [], notes: [], requests: 0, incomplete: false };
  for (const probe of withoutRepeats(createProbes(target, options.routes, options.jsonRoutes)).filter(select)) {
    const left = options.totalMs - elapsed();
    const isOver = left <= 0 || progress.incomplete;
    if (isOver) progress.incomplete = true;
    if (isOver || progress.requests + countRequests(probe) > options.maxRequests) {
      progress.unsent.push(probe.name);
      continue;
    }
    await ask(target, probe, options, left, progress);
    const [first] = progress.observations;
    if (progress.observations.length === 1 && first !== undefined) requireHttp(target, first);
  }
  noteRoutes(progress);
  const { observations, unsent, notes, requests, incomplete } = progress;
  const durationMs = Math.round(elapsed());
  return { target: target.origin, requests, durationMs, unsent, incomplete, notes, ...judge(observations) };
}
