/**
 * Names that mean something in our problem details, whether a response has them or not: an extension called `status` or
 * `requestId` would be read as ours by the next client, so it never takes the place (PD-9).
 */
const members: ReadonlySet<string> = new Set([
  'type',
  'title',
  'status',
  'detail',
  'instance',
  'canonical',
  'reason',
  'details',
  'retry',
  'requestId',
  'traceId',
  'help',
  'debug',
]);

/** Whether a member of a problem is one of the standard's or ours, and so no extension. */
export function isProblemMember(name: string): boolean {
  return members.has(name);
}
