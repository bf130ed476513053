import { type Parts, type RawRequest, respond } from './raw-server.ts';
import { always, both, json, type RuleCase, unknown, when } from './rule-case.ts';

/** Media types, bodies and what they say. */

const problem = (json: unknown, more: Parts = {}): Parts => ({
  ...more,
  set: { 'Content-Type': 'application/problem+json', ...more.set },
  body: typeof json === 'string' ? json : JSON.stringify(json),
});
const html = (body: string, set: Parts['set'] = {}): Parts => ({
  set: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': "default-src 'none'", ...set },
  body,
});
const readers = [unknown, 'unknown path for a browser', 'unknown path for a JSON client', 'unknown path, HTML refused'];
const wantsHtml = ({ head: text }: RawRequest): boolean => /^accept: text\/html,/im.test(text);

export const contentCases: readonly RuleCase[] = [
  both('DT-1', { set: { Date: undefined } }),
  both('DT-2', { status: 500, set: { Date: undefined } }, { status: 500 }),
  both('DT-3', { set: { Date: 'Mon, 1 Jan 2024 00:00:00 GMT' } }),
  both('DT-5', { add: ['Server: nginx/1.18.0'] }, { add: ['Server: nginx'] }),
  both('DT-6', { add: ['X-Powered-By: PHP/8'] }),
  both('DT-8', { status: 400, set: { Date: undefined } }, { status: 400 }, ['no HTTP at all']),
  both('ST-5', { add: ['Content-Type: text/html'] }),
  both('SE-1', { add: ['X-Order: a\x01b'] }),
  both('SE-2', { add: ['X-Order: Bestellung f\xfcr'] }),
  both('CT-1', { set: { 'Content-Type': undefined } }),
  both('CT-2', { set: { 'Content-Type': 'application/json; charset=utf-8' } }),
  both(
    'CT-3',
    { set: { 'Content-Type': 'text/plain' }, body: 'no' },
    { set: { 'Content-Type': 'text/plain; charset=utf-8' }, body: 'no' },
  ),
  both('CT-4', json({ error: { code: 404, message: '' } })),
  both('CT-5', { body: 'Not Found' }),
  { id: 'CT-6', probes: readers, broken: when(wantsHtml, { status: 406, reason: 'Not Acceptable' }), kept: always() },
  {
    id: 'CT-7',
    probes: readers,
    broken: when(({ head: text }) => /text\/html/.test(text), html('<p>No</p>')),
    kept: when(wantsHtml, html('<p>No</p>')),
  },
  {
    id: 'CT-8',
    probes: readers,
    broken: when(wantsHtml, html('<p>No</p>')),
    kept: when(wantsHtml, { ...html('<p>No</p>'), add: ['Vary: Origin, accept'] }, { add: ['Vary: Accept'] }),
  },
  both('CT-10', { set: { 'X-Content-Type-Options': undefined } }),
  {
    id: 'CT-11a',
    probes: ['unknown path with markup'],
    broken: ({ target }) => respond(html(`<p>No ${target}</p>`)),
    kept: ({ target }) => respond(html(`<p>No ${target.replaceAll('<', '&lt;')}</p>`)),
  },
];

export const problemCases: readonly RuleCase[] = [
  both('PD-1', json({ type: 'about:blank', title: 'Not Found', status: 404 }), problem({ title: 'Not Found' })),
  both('PD-2', problem({ title: null }), problem({ title: 'Not Found' })),
  both('PD-4', problem({ title: 'Not Found', status: 500 }), problem({ title: 'Not Found', status: 404 })),
  both('PD-5', problem({ title: 'No such order' }), problem({ title: 'Not Found' })),
  both('PD-9', problem({ 'retry-after': 1 }), problem({ retry_after: 1 })),
];

export const leakCases: readonly RuleCase[] = [
  both('CT-11b', json({ error: { code: 404, message: 'connect ECONNREFUSED 10.0.0.5:5432' } })),
  both('LK-1', html('<pre>Cannot GET /x</pre>')),
];
