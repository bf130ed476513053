import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { BadGateway, NotFound } from '../../src/error/classes.ts';
import { HttpError } from '../../src/error/http-error.ts';
import { capturesStack, setStackCapture, withoutStack } from '../../src/error/stack-capture.ts';

const hasFrames = (error: Error): boolean => (error.stack ?? '').includes('\n    at ');

afterEach(() => setStackCapture('all'));

describe('setStackCapture', () => {
  test.each([
    ['all', true, true],
    ['server', false, true],
    ['none', false, false],
  ] as const)('%s: 4xx %s, 5xx %s', (mode, client, server) => {
    setStackCapture(mode);
    expect([capturesStack(404), capturesStack(502)]).toEqual([client, server]);
    expect([hasFrames(new NotFound()), hasFrames(new BadGateway())]).toEqual([client, server]);
    expect([hasFrames(new HttpError(499)), hasFrames(new HttpError(599))]).toEqual([client, server]);
    expect(hasFrames(new Error('not ours'))).toBe(true);
  });

  test('without a stack the first line is still there', () => {
    setStackCapture('none');
    expect(new NotFound('no order').stack).toBe('NotFoundError: no order');
  });

  test.each(['some', '', null, undefined, 5, {}, Symbol('s'), Object.create(null)])(
    'refuses %s with a code',
    (mode) => {
      expect(() => setStackCapture(mode as never)).toThrow(
        expect.objectContaining({
          name: 'TypeError',
          code: 'FAILWELL_STACK_CAPTURE',
          message: expect.stringMatching(/^"mode" must be one of 'all', 'server', 'none', was /) as string,
        }),
      );
      expect(capturesStack(404)).toBe(true);
    },
  );

  test('is one setting for all copies of this package', async () => {
    vi.resetModules();
    const second = await import('../../src/error/stack-capture.ts');
    const classes = await import('../../src/error/classes.ts');
    second.setStackCapture('none');
    expect(hasFrames(new BadGateway())).toBe(false);
    setStackCapture('server');
    expect(hasFrames(new classes.BadGateway())).toBe(true);
    expect(hasFrames(new classes.NotFound())).toBe(false);
  });

  test('Error.stackTraceLimit is as it was, whatever it was', () => {
    const before = Error.stackTraceLimit;
    try {
      for (const limit of [3, 0, 50]) {
        Error.stackTraceLimit = limit;
        setStackCapture('none');
        new BadGateway();
        expect(Error.stackTraceLimit).toBe(limit);
      }
    } finally {
      Error.stackTraceLimit = before;
    }
  });
});

describe('withoutStack', () => {
  test('gives the limit back where making throws', () => {
    const before = Error.stackTraceLimit;
    expect(() =>
      withoutStack(() => {
        throw new Error('x');
      }),
    ).toThrow('x');
    expect(Error.stackTraceLimit).toBe(before);
  });
});

describe('in a process of its own, as plain JavaScript', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  let directory = '';

  const script = `
    import { BadGateway, NotFound } from './dist/error/classes.js';
    import { buildCreateError } from './dist/error/create-error.js';
const createError = buildCreateError(() => undefined);
    import { HttpError } from './dist/error/http-error.js';
    import { setStackCapture } from './dist/error/stack-capture.js';
    function classSite() { return new BadGateway('x'); }
    function createSite() { return createError(502, 'x'); }
    function bareSite() { return new HttpError(499, 'x'); }
    const first = (error) => error.stack.split('\\n').slice(0, 2);
    const before = Error.stackTraceLimit;
    const all = [classSite, createSite, bareSite].map((site) => first(site()));
    setStackCapture('none');
    const none = [classSite, createSite, bareSite].map((site) => site().stack.split('\\n').length);
    const error = new NotFound('no order', { reason: 'NO_ORDER', cause: new Error('x') });
    console.log(JSON.stringify({ all, none, same: Error.stackTraceLimit === before, body: error }));
  `;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'failwell-stack-'));
    const files = ['classes', 'create-error', 'http-error', 'stack-capture'].map((name) => `src/error/${name}.ts`);
    const compile = {
      extends: join(root, 'tsconfig.build.json'),
      files: files.map((file) => join(root, file)),
      include: [],
    };
    const options = {
      rootDir: join(root, 'src'),
      outDir: join(directory, 'dist'),
      sourceMap: false,
      declarationMap: false,
    };
    const types = { typeRoots: [join(root, 'node_modules/@types')] };
    writeFileSync(
      join(directory, 'tsconfig.json'),
      JSON.stringify({
        ...compile,
        compilerOptions: { ...options, ...types, declaration: false, isolatedDeclarations: false },
      }),
    );
    writeFileSync(join(directory, 'package.json'), '{"type":"module"}');
    writeFileSync(join(directory, 'main.js'), script);
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', directory], { stdio: 'pipe' });
  }, 60_000);

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  interface Printed {
    readonly all: readonly (readonly [string, string])[];
    readonly none: readonly number[];
    readonly same: boolean;
    readonly body: unknown;
  }

  function run(...flags: readonly string[]): Printed {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [...flags, '--no-warnings', join(directory, 'main.js')],
      {
        encoding: 'utf8',
      },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return JSON.parse(stdout) as Printed;
  }

  const body = { error: { code: 404, message: 'no order', reason: 'NO_ORDER' } };

  test('the first frame is the throw site, and a switched-off stack is one line', () => {
    const printed = run();
    expect(printed.all.map(([line]) => line)).toEqual([
      'BadGatewayError: x',
      'BadGatewayError: x',
      'BadRequestError: x',
    ]);
    expect(printed.all.map(([, frame]) => /at (\w+)/.exec(frame)?.[1])).toEqual([
      'classSite',
      'createSite',
      'bareSite',
    ]);
    expect(printed.none).toEqual([1, 1, 1]);
    expect(printed.same).toBe(true);
    expect(printed.body).toEqual(body);
  });

  test('--frozen-intrinsics: the limit cannot be set, so the stack is simply captured', () => {
    const printed = run('--frozen-intrinsics');
    expect(printed.all.map(([, frame]) => /at (\w+)/.exec(frame)?.[1])).toEqual([
      'classSite',
      'createSite',
      'bareSite',
    ]);
    expect(Math.min(...printed.none)).toBeGreaterThan(1);
    expect(printed.same).toBe(true);
    expect(printed.body).toEqual(body);
  });
});
