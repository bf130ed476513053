/** What the person at the terminal can put right: a wrong argument, a server that is down. Printed without a stack; exit code 2. */
export class UsageError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'UsageError';
  }
}
