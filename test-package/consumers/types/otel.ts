import { metrics } from '@opentelemetry/api';
import { errorHandler } from 'failwell/express';
import { createOtelReporter, type OtelOptions, withOtel } from 'failwell/otel';

const telemetry: OtelOptions = { meter: metrics.getMeter('orders') };
export const reporter = createOtelReporter(telemetry);
export const handler = errorHandler(withOtel({ include: ['traceId'] }, telemetry));
