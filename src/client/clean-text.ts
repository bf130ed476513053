/** As long as the messages that failwell sends. */
const maxMessage = 4096;

const controls = /[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu;

/**
 * A foreign text as a message: control characters, which forge lines of logs and steer terminals, and the marks that turn
 * the direction of text around become spaces.
 */
export function cleanText(value: unknown, limit: number = maxMessage): string {
  if (typeof value !== 'string') return '';
  return value.slice(0, limit).replace(controls, ' ').trim();
}
