import { type Part, type Probe, type ProbeKind, toBytes } from '../probe.ts';
import type { Target } from '../target.ts';
import { unknownPath } from './pages.ts';

export const keepAliveName = 'a second request after an error';
export const pipelinedName = 'two requests at once';
export const stalledName = 'upload that stalls';
export const unreadName = 'upload that nobody reads';
export const expectName = 'Expect: 100-continue';
export const oldExpectName = 'Expect: 100-continue over HTTP/1.0';

/** Declared and not sent: long enough that no server waits for it by accident. */
const declared = 1024 * 1024;
const uploadSize = 128 * 1024;
/** How long a server may take to refuse what it does not read. */
const stallMs = 2_000;

export function createConnectionProbes(target: Target): readonly Probe[] {
  const path = unknownPath(target);
  const { host } = target;
  const get = toBytes({ path, host });
  const create = (name: string, kind: ProbeKind, parts: readonly Part[], version: Probe['version'] = '1.1'): Probe => {
    return { name, kind, method: 'GET', path, version, parts };
  };
  const upload = (size: number, ...fields: readonly string[]): string => {
    return toBytes({ path, host, fields: [`Content-Length: ${size}`, ...fields] });
  };
  return [
    create(keepAliveName, 'connection', [
      { bytes: get, methods: ['GET'] },
      { bytes: get, methods: ['GET'], only: 'answered' },
    ]),
    create(pipelinedName, 'connection', [
      { bytes: get + toBytes({ method: 'HEAD', path, host }), methods: ['GET', 'HEAD'] },
    ]),
    // The content is written like a request: a server that takes it for one has lost count (CO-1).
    create(unreadName, 'upload', [{ bytes: upload(uploadSize) + get.padEnd(uploadSize, '\n'), methods: ['GET'] }]),
    create(stalledName, 'upload', [
      { bytes: `${upload(declared)}failwell`, methods: ['GET'], patienceMs: stallMs },
      { bytes: 'a'.repeat(declared - 'failwell'.length), methods: [], only: 'unanswered' },
    ]),
    create(expectName, 'upload', [
      { bytes: upload(8, 'Expect: 100-continue'), methods: ['GET'], patienceMs: stallMs },
      { bytes: 'failwell', methods: [], only: 'unanswered' },
    ]),
    create('unknown expectation', 'connection', [
      { bytes: toBytes({ path, host, fields: ['Expect: failwell-audit'] }), methods: ['GET'] },
    ]),
    create(
      oldExpectName,
      'connection',
      [
        {
          bytes: toBytes({ path, host, version: '1.0', fields: ['Expect: 100-continue'], body: 'failwell' }),
          methods: ['GET'],
        },
      ],
      '1.0',
    ),
  ];
}
