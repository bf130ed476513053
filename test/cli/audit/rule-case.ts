import { type Answer, forMethod, type Parts, type RawRequest, respond } from './raw-server.ts';

/** For each rule a server that breaks it, and one that keeps it where the rule is looked at. */
export interface RuleCase {
  readonly id: string;
  readonly broken: Answer;
  readonly kept: Answer;
  /** Names of the probes to send; `unknown path` where absent. */
  readonly probes?: readonly string[];
  readonly routes?: readonly string[];
  readonly jsonRoutes?: readonly string[];
  /** Waits for answers that do not come. */
  readonly timeoutMs?: number;
}

/** Answers every request with the same response, HEAD without its content. */
export function always(parts: Parts = {}): Answer {
  return ({ method }) => forMethod(method, respond(parts));
}

/** A broken and a kept response to the unknown path. */
export function both(id: string, broken: Parts, kept: Parts = {}, probes?: readonly string[]): RuleCase {
  return { id, broken: always(broken), kept: always(kept), ...(probes === undefined ? {} : { probes }) };
}

export function when(test: (request: RawRequest) => boolean, special: Parts, otherwise: Parts = {}): Answer {
  return (request) => forMethod(request.method, respond(test(request) ? special : otherwise));
}

export const json = (value: unknown, more: Parts = {}): Parts => ({ ...more, body: JSON.stringify(value) });

/** The probe that every host answers with a 404. */
export const unknown = 'unknown path';
