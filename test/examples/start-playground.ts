import { expect } from 'vitest';
import { readPage, type Shown } from './playground-page.ts';
import { startScript } from './script.ts';

/** The playground in a process of its own, on free ports. Killed when the test ends. */
export interface Playground {
  readonly origin: string;
  /** Loads the page and reads what it shows. */
  readonly show: (query: string) => Promise<readonly Shown[]>;
  /** Ctrl-C, which must end everything. */
  readonly stop: () => Promise<void>;
}

export async function startPlayground(): Promise<Playground> {
  const script = startScript(['examples/gateway/demo.js', '--serve', '--port', '0']);
  const [, origin = ''] = await script.until(/^Playground, for a browser: (http:\/\/127\.0\.0\.1:\d+)$/m);
  return {
    origin,
    show: async (query) => {
      const response = await fetch(`${origin}/?${query}`);
      expect(response.status, query).toBe(200);
      return readPage(await response.text());
    },
    stop: async () => {
      script.signal('SIGINT');
      expect(await script.ended).toEqual({ code: 0, signal: null });
    },
  };
}

/** Ids of everything that can be triggered. */
export async function findScenarios(origin: string): Promise<string[]> {
  const page = await (await fetch(origin)).text();
  return [...page.matchAll(/<button name="scenario" value="([^"]+)"/g)].map(([, id = '']) => id);
}
