import { BadGateway } from '../../src/index.ts';
import { toAnswer } from '../../src/testing/answer.ts';
import { type ReceivedResponse, readReceived } from '../../src/testing/received.ts';
import { formRules } from '../../src/testing/rules.ts';
import { renderError } from '../../src/testing.ts';

export { BadGateway } from '../../src/index.ts';

export interface Change {
  readonly status?: number;
  readonly set?: Readonly<Record<string, string>>;
  readonly add?: Readonly<Record<string, string>>;
  readonly drop?: readonly string[];
  readonly body?: string;
  readonly method?: string;
}

/** A good 502 with something changed; its length stays right unless that is what is changed. */
export function renderErrorLike({ status = 502, set = {}, add = {}, drop = [], body, method }: Change): object {
  const good = renderError(new BadGateway());
  const length = { 'Content-Length': String(Buffer.byteLength(body ?? good.body)), ...set };
  const changed = Object.keys(length).map((name) => name.toLowerCase());
  const headers = [
    ...good.headers.filter(([name]) => !changed.includes(name.toLowerCase()) && !drop.includes(name)),
    ...Object.entries(length),
    ...Object.entries(add),
  ];
  return { status, headers, body: body ?? good.body, method: method ?? 'GET' };
}

/** Ids of the form rules that a changed response breaks. */
export function brokenBy(change: Change): readonly string[] {
  const answer = toAnswer(readReceived(renderErrorLike(change)) as ReceivedResponse, undefined);
  return formRules.filter(({ problem }) => problem(answer) !== undefined).map(({ id }) => id);
}
