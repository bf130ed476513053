import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { type ScriptPlace, startScript } from '../test/examples/script.ts';
import { holdRefusingUrl } from '../test/support/refusing-url.ts';
import { type Host, hosts, nest, type Runtime, runsOn, runtimes } from './matrix.ts';
import { cell } from './support/cell.ts';
import { expectDocumentedResponse } from './support/documented.ts';
import { copyInto, createApplication, createFolder, install } from './support/fresh-folder.ts';
import { runOrThrow } from './support/run.ts';
import { toScriptArguments } from './support/runtimes.ts';

let release: () => void = () => undefined;
let ordersUrl = '';

beforeAll(async () => {
  ({ url: ordersUrl, release } = await holdRefusingUrl());
});

afterAll(() => release());

/** An application of one file of examples/, and its host in one version. */
async function createHostApplication({ packages, example }: Host): Promise<string> {
  const folder = await createApplication(packages);
  copyInto(folder, `examples/${example}`);
  const file = join(folder, example);
  // In the repository two versions stand side by side; an application has one.
  writeFileSync(file, readFileSync(file, 'utf8').replace("from 'express4'", "from 'express'"));
  return folder;
}

/** A handler object as default export is started by Bun itself, and by `deno serve`. */
function toArguments({ example }: Host, runtime: Runtime): readonly string[] {
  const serves = runtime.kind === 'Deno' && example === 'fetch.js';
  if (!serves) return toScriptArguments(runtime, example);
  return ['serve', '--allow-all', '--no-remote', '--host', '127.0.0.1', '--port', '0', example];
}

async function checkHost(host: Host, args: readonly string[], place: ScriptPlace): Promise<string> {
  const script = startScript(args, { PORT: '0', ORDERS_URL: ordersUrl }, place);
  const [origin, port] = await script.until(/http:\/\/127\.0\.0\.1:(\d+)/);
  await expectDocumentedResponse(host, Number(port));
  return origin;
}

describe.each(hosts)('$name', (host) => {
  let cwd = '';

  beforeAll(async () => {
    cwd = await createHostApplication(host);
  });

  for (const runtime of runtimes.filter((one) => runsOn(host, one))) {
    cell(host.name, runtime, async (command) => {
      await checkHost(host, toArguments(host, runtime), { command, cwd });
    });
  }
});

/** Nest's own exceptions, from a handler, from its router and from its body parser, which runs before any filter. */
const nestAnswers: readonly (readonly [string, number, RegExp])[] = [
  ['GET /orders/x', 400, /^\{"error":\{"code":400,"message":"id is a number"\}\}$/],
  ['GET /nowhere', 404, /^\{"error":\{"code":404,"message":"Cannot GET \/nowhere"\}\}$/],
  ['POST /orders/7', 400, /^\{"error":\{"code":400,"message":"[^"]*JSON[^"]*"\}\}$/],
];

describe(nest.name, () => {
  let cwd = '';

  beforeAll(async () => {
    const folder = createFolder();
    copyInto(folder, 'examples/nest');
    cwd = join(folder, 'nest');
    await install(cwd);
    await runOrThrow('npm', ['run', 'build'], { cwd });
  });

  for (const runtime of runtimes) {
    cell(nest.name, runtime, async (command) => {
      const origin = await checkHost(nest, toScriptArguments(runtime, 'dist/main.js'), { command, cwd });
      for (const [request, status, body] of nestAnswers) {
        const [method = '', path = ''] = request.split(' ');
        const headers = { 'Content-Type': 'application/json' };
        const response = await fetch(`${origin}${path}`, { method, headers, ...(method === 'POST' && { body: '{' }) });
        expect([request, response.status, await response.text()]).toEqual([
          request,
          status,
          expect.stringMatching(body),
        ]);
      }
    });
  }
});
