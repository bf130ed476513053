import type { AppState } from './vector.ts';

/** What the handler of a host does with the next request. */
export interface Scenario {
  readonly app: AppState;
  /** Builds what is thrown, afresh for each request. */
  readonly thrown: () => unknown;
  readonly throwTwice: boolean;
}

/** Path of the second request on a connection; every host answers it with 200 and `ok`. */
export const followUpPath = '/follow-up';

/** The members of node:http's and node:http2's responses that a handler touches before it throws. */
export interface StageResponse {
  statusCode: number;
  statusMessage: string;
  setHeader(name: string, value: string | string[]): unknown;
  write(chunk: string, flushed?: () => void): unknown;
  end(chunk: string): unknown;
  once(event: 'close', listener: () => void): unknown;
}

/**
 * Where a runner and the handlers of one server meet: the runner sets the scenario, the handler plays it. One request at
 * a time is on stage, so a request carries nothing that the vector does not have.
 */
export class Stage {
  scenario: Scenario | undefined;
  #entered: () => void = () => undefined;

  /** Sets the scenario. The promise settles when a handler begins to play it. */
  set(scenario: Scenario): Promise<void> {
    this.scenario = scenario;
    return new Promise((resolve) => {
      this.#entered = resolve;
    });
  }

  /** For the handler: what to do with this request. */
  play(): Scenario {
    if (this.scenario === undefined) throw new Error('a request came, but no scenario is set');
    this.#entered();
    return this.scenario;
  }
}

/**
 * Flushed content must have been read by the client before the failure: where a reset arrives together with data, libuv
 * on the client's side reports the end of the stream in place of ECONNRESET.
 */
const travelMs = 10;

export function toHeaderValue(value: string | readonly string[]): string | string[] {
  return typeof value === 'string' ? value : [...value];
}

/** Status and fields, as code written for node:http sets them. */
export function setMessageState(response: StageResponse, app: AppState): void {
  if (app.status !== undefined) response.statusCode = app.status;
  if (app.statusMessage !== undefined) response.statusMessage = app.statusMessage;
  for (const [name, value] of Object.entries(app.headersSet ?? {})) response.setHeader(name, toHeaderValue(value));
}

/** Content that is already out, or a client that is already gone. A promise only where something must be waited for. */
export function playOut(response: StageResponse, app: AppState): Promise<void> | undefined {
  if (app.ended !== undefined) response.end(app.ended);
  if (app.clientGone === true) return new Promise((resolve) => void response.once('close', () => resolve()));
  const { written } = app;
  if (written === undefined) return undefined;
  if (app.flushed !== true) return void response.write(written);
  return new Promise((resolve) => {
    response.write(written, () => void setTimeout(resolve, travelMs));
  });
}
