/** What went wrong in the process while something ran: crashes, warnings, a polluted Object.prototype. */
export interface ProcessFacts {
  readonly crashes: readonly string[];
  readonly warnings: readonly string[];
  readonly polluted: readonly string[];
}

export interface ProcessWatch {
  /** Everything since the last call. Waits one turn, because warnings and rejections are delivered late. */
  collect(): Promise<ProcessFacts>;
  stop(): void;
}

const clean: ReadonlySet<PropertyKey> = new Set(Reflect.ownKeys(Object.prototype));

/** Starts listening. The test runner's own listeners stay: a crash fails the run even if nobody collects it. */
export function watchProcess(): ProcessWatch {
  let crashes: string[] = [];
  let warnings: string[] = [];
  const onCrash = (error: unknown): void => {
    crashes.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  const onWarning = (warning: Error): void => {
    warnings.push(`${warning.name}: ${warning.message}`);
  };
  process.on('uncaughtException', onCrash);
  process.on('unhandledRejection', onCrash);
  process.on('warning', onWarning);
  return {
    collect: async () => {
      await new Promise((resolve) => setImmediate(resolve));
      const facts: ProcessFacts = {
        crashes,
        warnings,
        polluted: Reflect.ownKeys(Object.prototype)
          .filter((key) => !clean.has(key))
          .map(String),
      };
      crashes = [];
      warnings = [];
      return facts;
    },
    stop: () => {
      process.off('uncaughtException', onCrash);
      process.off('unhandledRejection', onCrash);
      process.off('warning', onWarning);
    },
  };
}
