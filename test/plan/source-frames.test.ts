import express from 'express';
import fc from 'fast-check';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { errorHandler } from '../../src/express.ts';
import { readSourceFrames, renderFrame, sourceLimits } from '../../src/plan/source-frames.ts';

const file = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`).join('\n');
const read = (path: string): string | undefined => (path.endsWith('app.js') ? file : undefined);
const stackOf = (...frames: string[]): string => ['Error: x', ...frames.map((frame) => `    at ${frame}`)].join('\n');

describe('readSourceFrames', () => {
  test.each([
    'f (/srv/app.js:10:3)',
    '/srv/app.js:10:3',
    'async f (file:///srv/app.js:10:3)',
    'f (C:\\srv\\app.js:10:3)',
  ])('reads %s', (frame) => {
    const [found] = readSourceFrames(stackOf(frame), read);
    expect(found?.line).toBe(10);
    expect(found?.source.map(({ number }) => number)).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14]);
  });

  test.each([
    'f (/srv/node_modules/x/app.js:10:3)',
    'f (node:internal/app.js:10:3)',
    'f (/etc/passwd:1:1)',
    'f (/srv/app.js:99:1)',
    'native',
  ])('leaves %s out', (frame) => {
    expect(readSourceFrames(stackOf(frame), () => file)).toEqual([]);
  });

  test('three frames at most', () => {
    expect(readSourceFrames(stackOf(...Array(9).fill('/srv/app.js:10:3')), read)).toHaveLength(sourceLimits.frames);
  });

  test('is total and linear over any stack', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5_000 }), (stack) => Array.isArray(readSourceFrames(`x\n${stack}`, read))),
    );
    const begun = performance.now();
    readSourceFrames(`x\n${'/'.repeat(100_000)}:1:`, read);
    expect(performance.now() - begun).toBeLessThan(500);
  });

  test('the running line is marked', () => {
    const [frame] = readSourceFrames(stackOf('/srv/app.js:2:1'), read);
    expect(frame && renderFrame(frame).split('\n').slice(0, 2)).toEqual(['  1 | line 1', '> 2 | line 2']);
  });
});

describe('debug: true over a socket', () => {
  const app = express();
  app.get('/', () => {
    throw new Error('shown in development'); // the line that is looked for
  });

  test.each([
    [true, 'text/html'],
    [true, 'text/plain'],
    [true, 'application/json'],
    [false, 'text/html'],
  ])('debug %s, %s: source and stack are shown with debug, and only then', async (debug, accept) => {
    const mounted = express();
    mounted.use(app);
    mounted.use(errorHandler({ debug, format: 'negotiate', logger: false }));
    const { text } = await request(mounted).get('/').set('Accept', accept);
    expect(text.includes('the line that is looked for')).toBe(debug);
    expect(text.includes('source-frames.test.ts')).toBe(debug);
  });
});
