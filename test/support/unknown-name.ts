/** No such name, or no name server that would say so. */
export type NameFailure = 'ENOTFOUND' | 'EAI_AGAIN';

const numbers: Readonly<Record<NameFailure, number>> = { ENOTFOUND: -3008, EAI_AGAIN: -3001 };

/** For a script that is loaded before another one: `orders.internal` cannot be resolved, as Node says it. */
export function withoutName(code: NameFailure): string {
  return `
import dns from 'node:dns';

const { lookup } = dns;
dns.lookup = (host, options, done) => {
  if (host !== 'orders.internal') return lookup(host, options, done);
  const facts = { errno: ${numbers[code]}, code: '${code}', syscall: 'getaddrinfo', hostname: host };
  process.nextTick(done, Object.assign(new Error('getaddrinfo ${code} ' + host), facts));
};
`;
}
