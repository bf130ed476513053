/** Which errors capture a stack when they are made: all, only those of the server (5xx), or none. */
export type StackCapture = 'all' | 'server' | 'none';

// On globalThis by Symbol.for, so that the ESM build, the CJS build and a second installed copy share one setting.
const settingKey = Symbol.for('failwell.stackCapture');
const shared = globalThis as { [settingKey]?: StackCapture };

const modes: readonly unknown[] = ['all', 'server', 'none'] satisfies readonly StackCapture[];

/**
 * Sets, for the whole process, which of this library's errors capture a stack trace. Default: `'all'`.
 * A stack is most of what an error costs; `'server'` saves it where clients are at fault.
 *
 * @throws TypeError (code `FAILWELL_STACK_CAPTURE`) for any other value.
 */
export function setStackCapture(mode: StackCapture): void {
  if (!modes.includes(mode)) {
    const given: unknown = mode;
    const shown = typeof given === 'string' ? `'${given.slice(0, 40)}'` : typeof given;
    const problem = new TypeError(`"mode" must be one of 'all', 'server', 'none', was ${shown}`);
    throw Object.assign(problem, { code: 'FAILWELL_STACK_CAPTURE' });
  }
  shared[settingKey] = mode;
}

/** Whether an error of this status captures its stack. */
export function capturesStack(status: number): boolean {
  const mode = shared[settingKey];
  return mode === undefined || mode === 'all' || (mode === 'server' && status >= 500);
}

/**
 * Runs `make` with stack capture off. Where `Error.stackTraceLimit` cannot be assigned (`--frozen-intrinsics`)
 * Reflect.set answers false instead of throwing, and the stack is simply captured.
 */
export function withoutStack<T>(make: () => T): T {
  const limit = Error.stackTraceLimit;
  Reflect.set(Error, 'stackTraceLimit', 0);
  try {
    return make();
  } finally {
    Reflect.set(Error, 'stackTraceLimit', limit);
  }
}
