import type { Peer } from './row.ts';
import { boomRows } from './rows/boom.ts';
import { errorhandlerRows } from './rows/errorhandler.ts';
import { errorhandlerFieldRows } from './rows/errorhandler-fields.ts';
import { errorhandlerShownRows } from './rows/errorhandler-shown.ts';
import { fieldRows } from './rows/finalhandler-answer.ts';
import { connectionRows } from './rows/finalhandler-connection.ts';
import { flowRows } from './rows/finalhandler-flow.ts';
import { pageRows } from './rows/finalhandler-page.ts';
import { statusRows } from './rows/finalhandler-status.ts';
import { textRows } from './rows/finalhandler-text.ts';
import { httpErrorsRows } from './rows/http-errors.ts';
import { httpErrorsCallRows } from './rows/http-errors-calls.ts';
import { koaAnswerRows } from './rows/koa-answer.ts';
import { koaEventRows } from './rows/koa-events.ts';
import { koaFlowRows } from './rows/koa-flow.ts';
import { koaOnerrorRows } from './rows/koa-onerror.ts';
import { koaOnerrorBodyRows } from './rows/koa-onerror-body.ts';
import { koaStatusRows } from './rows/koa-status.ts';
import { koaTextRows } from './rows/koa-text.ts';
import { problemDetailsRows } from './rows/problem-details.ts';
import { strongBodyRows } from './rows/strong-body.ts';
import { strongFlowRows } from './rows/strong-flow.ts';
import { strongMediaRows } from './rows/strong-media.ts';

/** Every handler and error class that failwell replaces. */
export const peers: readonly Peer[] = [
  { page: 'http-errors', name: 'http-errors', hosts: ['Node'], rows: [...httpErrorsCallRows, ...httpErrorsRows] },
  {
    page: 'express',
    name: "Express's default handler (finalhandler)",
    hosts: ['Express 5', 'Express 4'],
    rows: [...statusRows, ...fieldRows, ...pageRows, ...textRows, ...flowRows, ...connectionRows],
  },
  {
    page: 'koa',
    name: "Koa's default handler",
    hosts: ['Koa 3', 'Koa 2'],
    rows: [...koaStatusRows, ...koaAnswerRows, ...koaTextRows, ...koaEventRows, ...koaFlowRows],
  },
  { page: 'koa-onerror', name: 'koa-onerror', hosts: ['Koa 3'], rows: [...koaOnerrorRows, ...koaOnerrorBodyRows] },
  {
    page: 'errorhandler',
    name: 'errorhandler',
    hosts: ['Express 5', 'Express 4'],
    rows: [...errorhandlerRows, ...errorhandlerFieldRows, ...errorhandlerShownRows],
  },
  {
    page: 'strong-error-handler',
    name: 'strong-error-handler',
    hosts: ['Express 5', 'Express 4'],
    rows: [...strongFlowRows, ...strongBodyRows, ...strongMediaRows],
  },
  { page: 'boom', name: '@hapi/boom', hosts: ['Express 5'], rows: boomRows },
  {
    page: 'problem-details',
    name: 'express-http-problem-details',
    hosts: ['Express 5'],
    rows: problemDetailsRows,
  },
];
