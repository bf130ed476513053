import { contentCases, leakCases, problemCases } from './content-cases.ts';
import { exchangeCases, framingCases } from './exchange-cases.ts';
import { cachingCases, fieldCases, gatewayCases } from './field-cases.ts';
import { always, both, json, type RuleCase, unknown, when } from './rule-case.ts';

const statusCases: readonly RuleCase[] = [
  both('SL-1', { status: 700, reason: 'Odd' }),
  both('SL-2', { status: 499, reason: 'Client Closed Request' }),
  both('SL-3', { reason: 'No such order 42' }),
  both('SL-6', json({ error: { code: 500, message: 'Not Found' } })),
  { ...both('RT-1', { status: 404 }, { status: 502 }, ['GET /fails']), routes: ['/fails=502'] },
  both('RB-2', { status: 200 }),
  both('RB-3', { status: 503, add: ['Retry-After: 5'] }, {}, ['robots.txt']),
  both('RQ-3', { status: 500 }, { status: 400 }, ['malformed percent-encoding']),
  {
    ...both('RQ-4', { status: 200 }, { status: 400 }, ['POST /json: malformed JSON']),
    jsonRoutes: ['/json'],
  },
  {
    id: 'RQ-1',
    probes: ['GET / in origin-form', 'GET / in absolute-form'],
    broken: when(({ target }) => target.startsWith('http:'), { status: 400 }),
    kept: always(),
  },
  {
    id: 'RQ-2',
    probes: [unknown, 'unknown path, If-Match'],
    broken: when(({ head: text }) => /^if-match:/im.test(text), { status: 412 }),
    kept: always(),
  },
  {
    id: 'RG-2',
    probes: [unknown, 'unknown path, Range'],
    broken: when(({ head: text }) => /^range:/im.test(text), { status: 416 }),
    kept: always(),
  },
];

export const ruleCases: readonly RuleCase[] = [
  ...statusCases,
  ...framingCases,
  ...contentCases,
  ...problemCases,
  ...cachingCases,
  ...fieldCases,
  ...exchangeCases,
  ...gatewayCases,
  ...leakCases,
];
