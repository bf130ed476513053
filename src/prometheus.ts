import { Counter, type Registry, type RegistryContentType, register } from 'prom-client';
import { checkOptions, listOf, type Rule } from './core/check-options.ts';
import { readProperty } from './http/safe-read.ts';
import { type AttributeLimits, attributeNames, createAttributeReader } from './otel/bounded-attributes.ts';
import { limitRules } from './otel/otel-options.ts';
import type { ErrorReport } from './report/error-report.ts';

export type { AttributeLimits } from './otel/bounded-attributes.ts';

/** Options of the counter for prom-client. */
export interface ErrorCounterOptions extends AttributeLimits {
  /** Registries that the counter is exposed by. Default: prom-client's own `register`. */
  readonly registers?: readonly Registry<RegistryContentType>[];
}

/** The name and the labels that an OpenTelemetry collector gives `http.server.error`: one dashboard fits both. */
const name = 'http_server_error_total';
const toLabel = (attribute: string): string => attribute.replaceAll('.', '_');

const aRegistry: Rule = {
  must: 'a registry of prom-client',
  holds: (value) => typeof readProperty(value, 'registerMetric') === 'function',
};

/** One counter a registry: a second error handler of the process counts into the first one's. */
function openCounter(registers: readonly Registry<RegistryContentType>[]): Counter {
  const existing = registers[0]?.getSingleMetric(name);
  if (existing !== undefined) return existing as Counter;
  return new Counter({
    name,
    help: 'Failures of HTTP requests that were answered, or could not be.',
    labelNames: attributeNames.map(toLabel),
    // Its own type has one form of exposition or the other, never a list of both.
    registers: [...registers] as Registry[],
  });
}

/**
 * Creates an `onError` that counts failures in prom-client as `http_server_error_total`, by method, route, status, error
 * type, domain, outcome and reason. The number of time series is bounded, whatever is thrown.
 *
 * @param options see {@link ErrorCounterOptions}.
 * @throws OptionError where the options are wrong.
 * @example
 * app.use(errorHandler({ onError: createErrorCounter() }));
 */
export function createErrorCounter(options: ErrorCounterOptions = {}): (report: ErrorReport) => void {
  checkOptions(options, { registers: listOf(aRegistry), ...limitRules });
  const { registers = [register], ...limits } = options;
  const readAttributes = createAttributeReader(limits);
  const counter = openCounter(registers);
  return (report) => {
    const labels = Object.entries(readAttributes(report)).map(([attribute, value]) => [toLabel(attribute), value]);
    counter.inc(Object.fromEntries(labels) as Record<string, string | number>, report['failwell.count']);
  };
}
