import { readProperty } from '../http/safe-read.ts';
import { createCalls } from './calls.ts';
import type { ReportChannel } from './channel.ts';
import type { ErrorReport } from './error-report.ts';
import type { LogSink } from './logger.ts';
import type { ReportContext } from './report-context.ts';
import type { LevelSetting, ReportOptions } from './report-options.ts';
import type { Trouble } from './trouble.ts';

/** One record on its way out. */
export interface Delivery {
  readonly report: ErrorReport;
  readonly context: ReportContext;
  /** Undefined where the record is not logged. */
  readonly sink: LogSink | undefined;
  readonly level: LevelSetting;
}

export interface WaysOut {
  /** Whether anybody besides a logger wants records now. */
  listened(): boolean;
  deliver(delivery: Delivery): void;
}

/** Logger first, then the channel, then the hook: what an operator reads does not wait for code of the application. */
export function createWaysOut(
  onError: ReportOptions['onError'],
  channel: ReportChannel | undefined,
  trouble: Trouble,
): WaysOut {
  const logging = createCalls('logger', trouble);
  const hooking = createCalls('onError', trouble);
  const publishing = createCalls('channel', trouble);
  const hook = typeof onError === 'function' ? onError : undefined;
  const subscribed = (): boolean => readProperty(channel, 'hasSubscribers') === true;

  return {
    listened: () => hook !== undefined || subscribed(),
    deliver: ({ report, context, sink, level }) => {
      if (sink !== undefined && level !== 'silent' && sink.enabled(level)) {
        logging.run(() => sink.write(level, report));
      }
      if (subscribed()) publishing.run(() => channel?.publish(report, context));
      if (hook !== undefined) hooking.run(() => hook(report, context));
    },
  };
}
