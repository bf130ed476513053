import type { Peer } from './row.ts';
import { boomRows } from './rows/boom.ts';
import { errorhandlerRows } from './rows/errorhandler.ts';
import { fieldRows } from './rows/finalhandler-answer.ts';
import { flowRows } from './rows/finalhandler-flow.ts';
import { statusRows } from './rows/finalhandler-status.ts';
import { textRows } from './rows/finalhandler-text.ts';
import { httpErrorsRows } from './rows/http-errors.ts';
import { koaAnswerRows } from './rows/koa-answer.ts';
import { koaFlowRows } from './rows/koa-flow.ts';
import { koaOnerrorRows } from './rows/koa-onerror.ts';
import { koaStatusRows } from './rows/koa-status.ts';
import { problemDetailsRows } from './rows/problem-details.ts';
import { strongBodyRows } from './rows/strong-body.ts';
import { strongFlowRows } from './rows/strong-flow.ts';

/** Every handler and error class that failwell replaces. */
export const peers: readonly Peer[] = [
  { page: 'http-errors', name: 'http-errors', hosts: ['Node'], rows: httpErrorsRows },
  {
    page: 'express',
    name: "Express's default handler (finalhandler)",
    hosts: ['Express 5', 'Express 4'],
    rows: [...statusRows, ...fieldRows, ...textRows, ...flowRows],
  },
  {
    page: 'koa',
    name: "Koa's default handler",
    hosts: ['Koa 3', 'Koa 2'],
    rows: [...koaStatusRows, ...koaAnswerRows, ...koaFlowRows],
  },
  { page: 'koa-onerror', name: 'koa-onerror', hosts: ['Koa 3'], rows: koaOnerrorRows },
  { page: 'errorhandler', name: 'errorhandler', hosts: ['Express 5', 'Express 4'], rows: errorhandlerRows },
  {
    page: 'strong-error-handler',
    name: 'strong-error-handler',
    hosts: ['Express 5', 'Express 4'],
    rows: [...strongFlowRows, ...strongBodyRows],
  },
  { page: 'boom', name: '@hapi/boom', hosts: ['Express 5'], rows: boomRows },
  {
    page: 'problem-details',
    name: 'express-http-problem-details',
    hosts: ['Express 5'],
    rows: problemDetailsRows,
  },
];
