import { isObject } from '../http/safe-read.ts';
import type { Failure } from './failure.ts';
import { defaultLevel, judgedStatus } from './level.ts';
import { createLogSink, createRequestLogSink, isChildLogger, type LogSink } from './logger.ts';
import { ask } from './record-input.ts';
import type { Surroundings } from './surroundings.ts';

/** Where records are written; undefined for nowhere. */
export interface SinkChoice {
  /** Of one failure. */
  readonly of: (failure: Failure) => LogSink | undefined;
  /** Of a record that stands for many: not one request's logger, whose bindings name that request, where there is another. */
  readonly ofSummary: (first: LogSink) => LogSink;
}

function requestLogger({ host }: Failure): unknown {
  return host.requestLogger === undefined ? undefined : ask(host.requestLogger);
}

/** An explicit logger; the request's child of it where there is one: same destination, with the request's bindings. */
function chooseExplicit(logger: object): SinkChoice {
  const sink = createLogSink(logger);
  return {
    of: (failure) => {
      const child = requestLogger(failure);
      return isChildLogger(child, logger) ? createRequestLogSink(child) : sink;
    },
    ofSummary: () => sink,
  };
}

/** No logger given: the request's own where it is a structured one, else the console, for 5xx and outside of tests. */
function chooseDefault({ console, environment }: Surroundings): SinkChoice {
  const fallback = console === undefined || environment === 'test' ? undefined : createLogSink(console);
  return {
    of: (failure) => {
      const own = createRequestLogSink(requestLogger(failure));
      if (own !== undefined) return own;
      if (failure.host.quiet !== undefined && ask(failure.host.quiet) === true) return undefined;
      return judgedStatus(failure) >= 500 && defaultLevel(failure) !== 'debug' ? fallback : undefined;
    },
    ofSummary: (first) => first,
  };
}

/** Decides once, at creation, how sinks are chosen. */
export function createSinkChoice(logger: unknown, surroundings: Surroundings): SinkChoice {
  if (logger === false) return { of: () => undefined, ofSummary: (first) => first };
  return isObject(logger) ? chooseExplicit(logger) : chooseDefault(surroundings);
}
