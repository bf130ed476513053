import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ErrorHandlerOptions } from 'failwell';
import { errorHandler } from 'failwell/express';

/**
 * Answers every failure of an HTTP route, guard, pipe, interceptor or middleware. Nest's own exceptions keep the status and
 * the message that they mean; what no route answers comes here too, as Nest's NotFoundException.
 */
@Catch()
export class FailwellFilter implements ExceptionFilter {
  readonly #handle: ReturnType<typeof errorHandler>;

  constructor(options: ErrorHandlerOptions = {}) {
    this.#handle = errorHandler(options);
  }

  catch(error: unknown, host: ArgumentsHost): void {
    // A gateway or a microservice has no response to write; its own filters answer there.
    if (host.getType() !== 'http') throw error;
    const http = host.switchToHttp();
    this.#handle(error, http.getRequest<Request>(), http.getResponse<Response>(), http.getNext());
  }
}
