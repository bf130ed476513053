import { channel } from 'node:diagnostics_channel';
import type { ErrorReport } from './error-report.ts';
import type { ReportContext } from './report-context.ts';

/** A way out for whoever subscribes, without a trace in the options. */
export interface ReportChannel {
  readonly hasSubscribers: boolean;
  publish(report: ErrorReport, context: ReportContext): void;
}

/** What subscribers of `failwell:error` receive. */
export interface ChannelMessage {
  readonly report: ErrorReport;
  readonly context: ReportContext;
}

/**
 * The diagnostics channel `failwell:error`: free while nobody subscribes. A subscriber that throws is Node's business: it
 * becomes an uncaughtException in a later tick, as on every diagnostics channel.
 */
export function createDiagnosticsChannel(): ReportChannel {
  const errors = channel('failwell:error');
  return {
    get hasSubscribers() {
      return errors.hasSubscribers;
    },
    publish: (report, context) => {
      errors.publish({ report, context } satisfies ChannelMessage);
    },
  };
}
