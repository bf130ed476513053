/**
 * What the blocks of one page take from the reader's application, where that differs from reader.d.ts: imports and
 * declarations, on one line. The examples of docs/api/ are those of the doc comments, which are as short as they can be.
 */
export const surroundings: Readonly<Record<string, string>> = {
  'docs/api/catalogue.md': "import { errorHandler } from 'failwell/express';",
  'docs/api/client.md':
    "import ky from 'ky'; declare const error: unknown; declare function send(): void; declare function showLocked(details: unknown): void;",
  'docs/api/express.md':
    "import express from 'express'; declare function findOrder(id: string | string[] | undefined): Promise<unknown>;",
  'docs/api/fastify.md': 'declare const app: typeof fastify;',
  'docs/api/fetch.md': 'declare function orders(request: Request): Promise<Response>;',
  'docs/api/hono.md': 'declare const app: typeof hono;',
  'docs/api/koa.md':
    "import Koa from 'koa'; import Router from '@koa/router'; declare const app: Koa; declare const router: Router;",
  'docs/api/maintenance.md': 'declare const until: string;',
  'docs/api/node.md':
    "import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'; declare function handle(req: IncomingMessage, res: ServerResponse): Promise<void>;",
  'docs/api/openapi.md':
    "import { Conflict } from 'failwell'; declare const options: import('failwell/openapi').OpenApiOptions; declare const info: object; declare const paths: object;",
  'docs/api/otel.md':
    "import { errorHandler } from 'failwell/express'; declare const toOtel: import('failwell/otel').OtelReporter; declare function subscribe(channel: string, listener: (message: { report: import('failwell').ErrorReport; context: import('failwell').ReportContext }) => void): void;",
  'docs/api/prometheus.md': "import { errorHandler } from 'failwell/express';",
  'docs/api/testing.md':
    "import { expect, test } from 'vitest'; import { NotFound } from 'failwell'; declare function answerTo(thrown: unknown): Promise<Response>;",
  'docs/api/upstream.md':
    "import { createProxyMiddleware } from 'http-proxy-middleware'; declare const target: string;",
  'docs/api/validation.md':
    "import express from 'express'; import { z } from 'zod'; interface Order { readonly id: number } declare const orderSchema: z.ZodType<Order>; declare const querySchema: z.ZodType<{ dryRun: boolean }>;",
};
