import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import Koa from 'koa';
import { errorHandler } from '../../src/express.ts';
import type { ErrorHandlerOptions } from '../../src/index.ts';
import { installErrorHandler } from '../../src/koa.ts';
import { serve } from '../../test/support/servers.ts';

/** What a handler does; whatever it throws is the subject. */
export type Work = (request: object, response: object) => unknown;

interface Gateway {
  readonly name: string;
  /** The app's listener, with `work` in its only route. */
  readonly mount: (work: Work, options: ErrorHandlerOptions) => Parameters<typeof serve>[0];
}

/** Both hosts that the library is made for, at their current versions. */
export const gateways: readonly Gateway[] = [
  {
    name: 'Express 5',
    mount: (work, options) => {
      const app = express();
      app.all('/{*path}', async (request, response) => {
        await work(request, response);
        response.json({ fine: true });
      });
      app.use(errorHandler(options));
      return app;
    },
  },
  {
    name: 'Koa 3',
    mount: (work, options) => {
      const app = new Koa();
      installErrorHandler(app, options);
      app.use(async (context) => {
        await work(context.req, context.res);
        context.body = { fine: true };
      });
      return app.callback();
    },
  },
];

/** What the client got, and what the operator got. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The whole answer and every record, as text, to look for secrets in. */
  readonly clientSide: string;
  readonly operatorSide: string;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: NonNullable<RequestInit['body']>;
  readonly options?: ErrorHandlerOptions;
}

/** Lets a handler do its work behind a gateway, and gives the answer. */
export async function answerOf(gateway: Gateway, work: Work, ask: Ask = {}): Promise<Answer> {
  const records: Readonly<Record<string, unknown>>[] = [];
  const lines: string[] = [];
  const note = (...parts: readonly unknown[]): void => {
    lines.push(parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' '));
  };
  const options: ErrorHandlerOptions = {
    logger: { error: note, warn: note, info: note, debug: note },
    onError: (report) => void records.push(report as never),
    ...ask.options,
  };
  const { url } = await serve(gateway.mount(work, options));
  const { method = 'GET', headers = {}, body } = ask;
  const response = await fetch(`${url}/orders`, { method, headers, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  // The record is written after the answer.
  for (let waited = 0; records.length === 0 && waited < 500; waited += 5) await sleep(5);
  return {
    status: response.status,
    headers: response.headers,
    text,
    clientSide: `${JSON.stringify([...response.headers])}${text}`,
    operatorSide: `${lines.join('\n')}${JSON.stringify(records)}`,
    records,
  };
}
