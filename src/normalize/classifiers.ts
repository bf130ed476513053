import { isObject } from '../http/safe-read.ts';
import { brokers } from './brokers.ts';
import { causeVerdict, firstVerdict, membersVerdict } from './causes.ts';
import { classifyDeadline } from './deadlines.ts';
import { documentStores } from './document-stores.ts';
import { classifyExhaustion } from './exhaustion.ts';
import { classifyFileSystem } from './file-system.ts';
import { classifyChosenBoom, classifyMarkedBoom, frameworks } from './frameworks.ts';
import { classifyGrpc } from './grpc.ts';
import { classifyHttpClient } from './http-clients.ts';
import { type Marks, readMarks } from './marks.ts';
import { orms } from './orms.ts';
import { classifyOwnStatus } from './own-status.ts';
import { classifyRateLimit } from './rate-limit.ts';
import { sqlDatabases } from './sql-databases.ts';
import { tokens } from './tokens.ts';
import { classifyTransport } from './transport.ts';
import { uploads } from './uploads.ts';
import { classifyThrownResponse, classifyUpstreamAnswer } from './upstream-veto.ts';
import { classifyIssueList, classifyValidation } from './validators.ts';
import type { Classifier, NormalizePolicy, Verdict } from './verdict.ts';

/**
 * The order, and why.
 *
 * 1. Upstreams, before any status is believed: http-errors grafts an upstream's status on an error that it wraps. Only a
 *    status that Boom was given comes before them.
 * 2. Frameworks (a boomified failure of a dependency aside), which keep their status under names of their own; their shapes (`response`, `options`) resemble clients'.
 * 3. Broken schemas, before the plain status: a library's own 400 is kept, and gets its details here.
 * 4. Tokens, before the plain status: a 401 needs a challenge that its library does not bring.
 * 5. A status that the application chose. From here on the error has none.
 * 6. Databases and brokers, before the rules for net errors and timeouts, whose codes and names their drivers share.
 * 7. Uploads, breakers, deadlines, net errors, files: each has marks that nobody else has left.
 */
const dependencies: readonly Classifier<Marks>[] = [...sqlDatabases, ...documentStores, ...orms, ...brokers];
const lastMarks: readonly Classifier<Marks>[] = [
  classifyExhaustion,
  classifyDeadline,
  classifyTransport,
  classifyFileSystem,
];

const forErrors: readonly Classifier<Marks>[] = [
  classifyChosenBoom,
  classifyUpstreamAnswer,
  classifyHttpClient,
  classifyGrpc,
  classifyMarkedBoom([...dependencies, ...lastMarks]),
  ...frameworks,
  classifyValidation,
  ...tokens,
  classifyOwnStatus,
  ...dependencies,
  ...uploads,
  ...lastMarks,
];

/** For what an error wraps: nothing that speaks of our own client. */
const forCauses: readonly Classifier<Marks>[] = [
  classifyThrownResponse,
  classifyUpstreamAnswer,
  classifyHttpClient,
  classifyGrpc,
  ...dependencies,
  ...lastMarks,
];

/** For what is thrown without being an Error. A plain object has no say, whatever status it bears. */
const forOthers: readonly Classifier<Marks>[] = [classifyThrownResponse, classifyIssueList, classifyRateLimit];

/** PX-1 and the role option: an origin does not answer for the servers that it calls. */
function byRole(verdict: Verdict | undefined, policy: NormalizePolicy): Verdict | undefined {
  if (verdict?.upstream !== true || policy.role === 'gateway') return verdict;
  return { status: 500, rule: verdict.rule, domain: verdict.domain ?? 'upstream' };
}

function verdictOf(marks: Marks, policy: NormalizePolicy): Verdict | undefined {
  if (!marks.isError) return firstVerdict(marks, policy, forOthers);
  // Every library's error has a text. One without, a mock or a Proxy mostly, is believed its status and nothing else.
  if (typeof marks.message !== 'string') return classifyOwnStatus(marks, policy);
  return (
    firstVerdict(marks, policy, forErrors) ??
    membersVerdict(marks, policy, forCauses) ??
    causeVerdict(marks, policy, forCauses)
  );
}

export interface Classified {
  readonly marks: Marks | undefined;
  readonly verdict: Verdict | undefined;
}

/** Reads a value once and asks every rule in turn. */
export function classify(thrown: unknown, policy: NormalizePolicy): Classified {
  const marks = isObject(thrown) ? readMarks(thrown) : undefined;
  return { marks, verdict: marks === undefined ? undefined : byRole(verdictOf(marks, policy), policy) };
}
