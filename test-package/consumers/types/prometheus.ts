import { errorHandler } from 'failwell/node';
import { createErrorCounter } from 'failwell/prometheus';
import { Registry } from 'prom-client';

export const handler = errorHandler({ onError: createErrorCounter({ registers: [new Registry()] }) });
