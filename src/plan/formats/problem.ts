import { sendableUri } from '../../http/fields.ts';
import { isProblemMember } from '../../http/problem-members.ts';
import type { ErrorView, Representation } from '../error-view.ts';
import { toExposedText, toOwnText } from './advice.ts';

/** PD-1; JSON has no charset parameter (CT-2). */
const contentType = 'application/problem+json';

// PD-9 and the hyphen, which the ratelimit draft's `violated-policies` needs.
export const extensionName: RegExp = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** Whether a member of `extensions` of this name is sent: not reserved, and a name that PD-9 allows. */
export function isExtensionName(name: string): boolean {
  return extensionName.test(name) && !isProblemMember(name);
}

/** Whether a text may stand in `type` or `instance` (PD-2): consumers ignore what is no URI reference. */
export function isSendableUri(text: string | undefined): text is string {
  return text !== undefined && sendableUri.test(text);
}

/** Problem details (RFC 9457). The names of our own extension members are those of the envelope. */
export function renderProblem(view: ErrorView): Representation {
  return { contentType, body: JSON.stringify(toProblem(view)) };
}

function toProblem(view: ErrorView): Record<string, unknown> {
  const problem: Record<string, unknown> = {};
  for (const [name, value] of [...standardMembers(view), ...ownMembers(view)]) {
    if (value !== undefined && value !== null) problem[name] = value;
  }
  for (const [name, value] of Object.entries(view.extensions ?? {})) {
    if (isExtensionName(name)) problem[name] = value;
  }
  return problem;
}

type Member = readonly [name: string, value: unknown];

/**
 * `about:blank` is left out: absent means the same (PD-3). Its title is the phrase (PD-5), so a title without a type is
 * text of this occurrence and goes where that belongs (PD-6).
 */
function standardMembers(view: ErrorView): readonly Member[] {
  const type = isSendableUri(view.type) && view.type !== 'about:blank' ? view.type : undefined;
  const title = type === undefined ? view.phrase : view.title || view.phrase;
  const detail = type === undefined ? toOwnText(view) : toExposedText(view);
  return [
    ['type', type],
    ['title', title],
    ['status', view.status],
    ['detail', detail === title ? undefined : detail],
    ['instance', isSendableUri(view.instance) ? view.instance : undefined],
  ];
}

/** `canonical` is what the envelope calls `status`, a name that is taken here. */
function ownMembers(view: ErrorView): readonly Member[] {
  return [
    ['canonical', view.canonical],
    ['reason', view.reason],
    ['details', view.details],
    ['retry', view.retry],
    ['requestId', view.requestId],
    ['traceId', view.traceId],
    ['help', view.help],
    ['debug', view.debug],
  ];
}
