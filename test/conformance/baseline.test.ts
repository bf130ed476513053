import express from 'express';
import Koa from 'koa';
import { afterAll, describe, expect, it } from 'vitest';
import { watchProcess } from '../support/process-watch.ts';
import type { Host, StartRequest } from './host.ts';
import { findProblems } from './matchers.ts';
import { type NodeListener, startNodeServer } from './node-server.ts';
import { runVector, ServerPool } from './run-vector.ts';
import { type StageResponse, setMessageState } from './stage.ts';
import { vectors } from './vector.ts';

// A suite that cannot fail proves nothing: here the defaults that failwell replaces meet the same vectors, and the
// defects measured in them must be found, each by the vector of its rule.

const watch = watchProcess();
afterAll(() => watch.stop());

function createHost(name: string, family: Host['family'], create: (request: StartRequest) => NodeListener): Host {
  return {
    name,
    family,
    versions: ['1.0', '1.1'],
    can: { rawResponse: true, throwTwice: false, serverErrors: false },
    start: (request) => startNodeServer(create(request), request),
  };
}

const expressDefault = createHost('Express 5', 'express', ({ stage }) => {
  const app = express();
  app.set('env', 'test');
  app.use((_request, response) => {
    const { app: state, thrown } = stage.play();
    setMessageState(response as unknown as StageResponse, state);
    throw thrown();
  });
  return app;
});

const koaDefault = createHost('Koa 3', 'koa', ({ stage }) => {
  const app = new Koa();
  app.silent = true;
  app.use((context) => {
    const { app: state, thrown } = stage.play();
    setMessageState(context.res, state);
    throw thrown();
  });
  return app.callback() as NodeListener;
});

type Defect = readonly [host: Host, id: string, problem: string, what: string];

const defects: readonly Defect[] = [
  [expressDefault, 'V001', 'content-type', 'answers HTML (CT-4)'],
  [expressDefault, 'V132', 'etag', 'keeps the ETag of the abandoned response (ST-1)'],
  [expressDefault, 'V139', 'expires', 'keeps Expires on a 502 (CA-3)'],
  [expressDefault, 'V144', 'location', 'keeps Location (ST-1)'],
  [expressDefault, 'V069', 'x-powered-by', 'shows X-Powered-By (DT-6)'],
  [expressDefault, 'V073', 'transfer-encoding', 'sends Transfer-Encoding beside Content-Length (FR-2)'],
  [expressDefault, 'V073', 'FR-2', 'sends Transfer-Encoding beside Content-Length (FR-2)'],
  [expressDefault, 'V050', 'status', 'sends the unregistered 499 (SL-2)'],
  [expressDefault, 'V057', 'status', 'believes the status of the abandoned response (SL-1)'],
  [expressDefault, 'V320', 'status', 'takes null for no error (SE-3)'],
  [expressDefault, 'V308', 'status', 'relays an upstream 401 (PX-11)'],
  [koaDefault, 'V001', 'content-type', 'answers text (CT-4)'],
  [koaDefault, 'V154', 'access-control-allow-origin', 'drops the CORS fields (ST-2)'],
  [koaDefault, 'V160', 'x-request-id', 'drops the request id (ST-2)'],
  [koaDefault, 'V167', 'set-cookie', 'drops cookies (ST-2)'],
  [koaDefault, 'V308', 'status', 'relays an upstream 401 (PX-11)'],
  [koaDefault, 'V181', 'www-authenticate', 'sends a 401 without a challenge (AU-1)'],
];

const pools = new Map([expressDefault, koaDefault].map((host) => [host, new ServerPool(host)]));
afterAll(() => Promise.all([...pools.values()].map((pool) => pool.stop())));

describe('the suite finds the defects of the defaults', () => {
  it.each(defects.map(([host, id, problem, what]) => ({ name: host.name, host, id, problem, what })))(
    '$name $id $what: $problem',
    async ({ host, id, problem }) => {
      const vector = vectors.find((one) => one.id === id);
      const pool = pools.get(host);
      if (vector === undefined || pool === undefined) throw new Error(`no vector ${id}`);
      const problems = findProblems(await runVector(vector, host, pool, watch));
      expect(problems).toContainEqual(expect.stringContaining(problem));
    },
  );
});
