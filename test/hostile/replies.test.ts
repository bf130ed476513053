import fc from 'fast-check';
import createFastify from 'fastify';
import { Hono } from 'hono';
import { afterAll, describe, expect, it } from 'vitest';
import { errorHandler as createFastifyHandler } from '../../src/fastify.ts';
import { errorHandler as createFetchHandler } from '../../src/fetch.ts';
import { errorHandler as createHonoHandler, nonErrorHandler } from '../../src/hono.ts';
import type { ErrorHandlerOptions } from '../../src/index.ts';
import { watchProcess } from '../support/process-watch.ts';
import type { Seen } from './clients.ts';
import { judge } from './judge.ts';
import { type HostileRequest, handlerOptions, hostileRequest, priorFields } from './surroundings.ts';
import { type Throwable, throwable } from './throwables.ts';

// The same property where a host takes a reply instead of writing to a socket: Fastify, Hono and bare fetch.

const numRuns = Number(process.env['FAST_CHECK_RUNS'] ?? 1_000);
const seed = process.env['FAST_CHECK_SEED'];
const parameters = { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) };

const watch = watchProcess();
afterAll(() => watch.stop());

interface Scene {
  readonly thrown: Throwable;
  readonly prior: readonly (readonly [string, string])[];
  readonly options: ErrorHandlerOptions;
  readonly request: HostileRequest;
}
type Play = (scene: Scene) => Promise<Seen>;

/** A handler that sets a field which its host refuses would have learned of it before. */
function setAll(prior: Scene['prior'], set: (name: string, value: string) => unknown): void {
  for (const [name, value] of prior) {
    try {
      new Headers([[name, value]]);
      set(name, value);
    } catch {
      // Refused.
    }
  }
}

async function toSeen(response: Response): Promise<Seen> {
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== 'set-cookie'));
  const body = Buffer.from(await response.arrayBuffer());
  const cookies = response.headers.getSetCookie();
  return {
    status: response.status,
    headers: cookies.length === 0 ? headers : { ...headers, 'set-cookie': cookies },
    body,
    bytes: undefined,
  };
}

const toRequest = ({ method, path, headers }: HostileRequest): Request =>
  new Request(`http://x${path}`, { method, headers });

const plays: Readonly<Record<string, Play>> = {
  fetch: ({ thrown, prior, options, request }) => {
    const headers = new Headers();
    setAll(prior, (name, value) => headers.append(name, value));
    return toSeen(createFetchHandler(options)(thrown.build(), toRequest(request), headers));
  },
  'Hono 4': async ({ thrown, prior, options, request }) => {
    const app = new Hono();
    app.onError(createHonoHandler(options));
    app.use(nonErrorHandler());
    app.all('*', (context) => {
      setAll(prior, (name, value) => context.header(name, value, { append: true }));
      throw thrown.build();
    });
    return toSeen(await app.fetch(toRequest(request)));
  },
  'Fastify 5': async ({ thrown, prior, options, request }) => {
    const app = createFastify();
    app.setErrorHandler(createFastifyHandler(options));
    app.all('*', (_request, reply) => {
      setAll(prior, (name, value) => reply.header(name, value));
      throw thrown.build();
    });
    const { method, path: url, headers } = request;
    const reply = await app.inject({ method: method as 'GET', url, headers });
    await app.close();
    // Node leaves the content of an answer to HEAD out; inject() does not. The vectors look at the socket.
    const body = method === 'HEAD' ? Buffer.alloc(0) : reply.rawPayload;
    return { status: reply.statusCode, headers: reply.headers as never, body, bytes: undefined };
  },
};

describe.each(Object.entries(plays))('%s', (_name, play) => {
  it(
    `SE-3, SL-1, LE-1: ${numRuns} hostile failures give one good reply each`,
    async () => {
      const property = fc.asyncProperty(
        throwable,
        priorFields,
        handlerOptions,
        hostileRequest,
        async (thrown, prior, options, request) => {
          const shown = thrown.shown || options.message !== undefined;
          const seen = await play({ thrown, prior, options, request });

          expect(judge(seen, { request, shown, status: undefined, ownPage: options.html === undefined })).toEqual([]);
        },
      );
      await fc.assert(property, parameters);
      expect(await watch.collect()).toMatchObject({ crashes: [], polluted: [] });
    },
    60_000 + 20 * numRuns,
  );
});
