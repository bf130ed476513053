// What the blocks of the documentation take from the reader's own application. Everything else they import or declare.
import type {
  Express,
  Request as ExpressRequest,
  Response as ExpressResponse,
  NextFunction,
  RequestHandler,
} from 'express';
import type { FastifyInstance } from 'fastify';
import type { Hono } from 'hono';
import type { Context } from 'koa';
import type { Pool } from 'pg';

declare global {
  const app: Express;
  const fastify: FastifyInstance;
  const hono: Hono;
  const req: ExpressRequest;
  const res: ExpressResponse;
  const next: NextFunction;
  const ctx: Context;
  const pool: Pool;
  const url: string;
  const id: string;
  const pino: typeof import('pino').pino;
  /** Of the package of that name. */
  function cors(options?: { readonly exposedHeaders?: readonly string[] }): RequestHandler;
  const flags: { readonly maintenanceUntil: Date | undefined };
}
