import { isSeen, type Observation } from './observation.ts';
import type { Rule, RuleFacts } from './rule.ts';
import { rules } from './rules.ts';
import { shorten } from './syntax.ts';

/** One place where a rule is broken. */
export interface Case {
  /** Name of the probe. */
  readonly probe: string;
  readonly sent: string;
  readonly seen: string;
}

export interface Violation extends RuleFacts {
  readonly cases: readonly Case[];
}

export interface Verdict {
  readonly violations: readonly Violation[];
  /** Ids of rules that were looked at and kept everywhere. */
  readonly held: readonly string[];
  /** Ids of rules that no answer gave a chance to look at. */
  readonly notApplicable: readonly string[];
}

/** What was sent, short enough for a line: the request line, and the fields that make it special. */
function describeRequest({ probe }: Observation): string {
  const [first = ''] = probe.parts;
  const [head = ''] = (first === '' ? '' : first.bytes).split('\r\n\r\n');
  const [requestLine = '', ...fields] = head.split('\r\n');
  const special = fields.filter((field) => !/^(?:User-Agent|Content-Length: 0$)/.test(field)).slice(0, 4);
  return [requestLine, ...special].map((line) => shorten(line, 72)).join(' | ');
}

function applies(rule: Rule, observation: Observation, all: readonly Observation[]): boolean {
  if (rule.of === 'exchange') return rule.applies(observation, all);
  return isSeen(observation) && rule.applies(observation, all);
}

function check(rule: Rule, observation: Observation, all: readonly Observation[]): string | undefined {
  if (rule.of === 'exchange') return rule.check(observation, all);
  return isSeen(observation) ? rule.check(observation, all) : undefined;
}

function findCases(rule: Rule, looked: readonly Observation[], all: readonly Observation[]): readonly Case[] {
  return looked.flatMap((observation) => {
    const seen = check(rule, observation, all);
    if (seen === undefined) return [];
    return [{ probe: observation.probe.name, sent: describeRequest(observation), seen: shorten(seen, 160) }];
  });
}

function toFacts({ id, level, source, title, fix }: Rule): RuleFacts {
  return { id, level, source, title, fix };
}

/** Judges what was observed by every rule. */
export function judge(all: readonly Observation[]): Verdict {
  const looks = rules.map((rule) => ({ rule, looked: all.filter((one) => applies(rule, one, all)) }));
  const judged = looks.filter(({ looked }) => looked.length > 0);
  const results = judged.map(({ rule, looked }) => ({ rule, cases: findCases(rule, looked, all) }));
  return {
    violations: results.filter(({ cases }) => cases.length > 0).map(({ rule, cases }) => ({ ...toFacts(rule), cases })),
    held: results.filter(({ cases }) => cases.length === 0).map(({ rule }) => rule.id),
    notApplicable: looks.filter(({ looked }) => looked.length === 0).map(({ rule }) => rule.id),
  };
}
