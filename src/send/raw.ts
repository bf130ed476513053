import type { ResponsePlan } from '../http/response-plan.ts';

/** A socket of a request that never became one: the parser refused it, or it took too long. */
export interface RawSocket {
  readonly writable?: boolean;
  readonly destroyed?: boolean;
  end(data: string): unknown;
  destroy(error?: Error): unknown;
  resume?(): unknown;
}

/** The response as bytes, for where Node has no response object (DT-8). Always closes (CO-5). */
export function toRawResponse(plan: ResponsePlan): string {
  const lines = plan.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `HTTP/1.1 ${plan.status} ${plan.statusText}\r\n${lines}Connection: close\r\n\r\n${plan.body}`;
}

/**
 * Writes the response and closes in order: a FIN after it, and the socket destroyed only when the client had time to
 * read. Destroying at once resets the connection where input is unread, and the answer is lost with it.
 */
export function sendRaw(socket: RawSocket, plan: ResponsePlan, patienceMs: number): void {
  socket.end(toRawResponse(plan));
  setTimeout(() => socket.destroy(), patienceMs).unref();
}
