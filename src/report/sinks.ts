import { isObject } from '../http/safe-read.ts';
import type { Failure } from './failure.ts';
import { defaultLevel, judgedStatus } from './level.ts';
import { createLogSink, createRequestLogSink, isChildLogger, type LogSink } from './logger.ts';
import { ask } from './record-input.ts';
import type { Surroundings } from './surroundings.ts';

/** Where the record of a failure is written; undefined for nowhere. */
export type ChooseSink = (failure: Failure) => LogSink | undefined;

function requestLogger({ host }: Failure): unknown {
  return host.requestLogger === undefined ? undefined : ask(host.requestLogger);
}

/** An explicit logger; the request's child of it where there is one: same destination, with the request's bindings. */
function chooseExplicit(logger: object): ChooseSink {
  const sink = createLogSink(logger);
  return (failure) => {
    const child = requestLogger(failure);
    return isChildLogger(child, logger) ? createRequestLogSink(child) : sink;
  };
}

/** No logger given: the request's own where it is a structured one, else the console, for 5xx and outside of tests. */
function chooseDefault({ console, environment }: Surroundings): ChooseSink {
  const fallback = console === undefined || environment === 'test' ? undefined : createLogSink(console);
  return (failure) => {
    const own = createRequestLogSink(requestLogger(failure));
    if (own !== undefined) return own;
    return judgedStatus(failure) >= 500 && defaultLevel(failure) !== 'debug' ? fallback : undefined;
  };
}

/** Decides once, at creation, how sinks are chosen. */
export function createSinkChoice(logger: unknown, surroundings: Surroundings): ChooseSink {
  if (logger === false) return () => undefined;
  return isObject(logger) ? chooseExplicit(logger) : chooseDefault(surroundings);
}
