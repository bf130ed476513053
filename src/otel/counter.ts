import { type Counter, type Meter, type MeterProvider, metrics } from '@opentelemetry/api';
import type { ErrorReport } from '../report/error-report.ts';
import { type AttributeLimits, createAttributeReader } from './bounded-attributes.ts';

function createCounter(meter: Meter): Counter {
  return meter.createCounter('http.server.error', {
    description: 'Failures of HTTP requests that were answered, or could not be.',
    unit: '{error}',
  });
}

/**
 * The global meter's counter, made anew where another provider was registered. Unlike tracers, meters are no proxies: one
 * that was asked for before the SDK started counts nowhere for ever.
 */
function createGlobalCounter(): () => Counter {
  let made: { readonly provider: MeterProvider; readonly counter: Counter } | undefined;
  return () => {
    const provider = metrics.getMeterProvider();
    if (made?.provider !== provider) made = { provider, counter: createCounter(provider.getMeter('failwell')) };
    return made.counter;
  };
}

/** Counts failures as `http.server.error`; a record that stands for many adds as many. */
export function createErrorCount(meter: Meter | undefined, limits: AttributeLimits): (report: ErrorReport) => void {
  const readAttributes = createAttributeReader(limits);
  const own = meter === undefined ? undefined : createCounter(meter);
  const global = createGlobalCounter();
  return (report) => (own ?? global()).add(report['failwell.count'], readAttributes(report));
}
