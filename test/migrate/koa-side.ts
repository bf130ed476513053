import Koa3 from 'koa';
import Koa2 from 'koa2';
import type { ErrorHandlerOptions } from '../../src/index.ts';
import { installErrorHandler, type KoaApp } from '../../src/koa.ts';
import { askChild } from './child.ts';
import type { Case, SideName } from './row.ts';
import { type Ask, type Seen, see } from './seen.ts';

/** One request to an app whose only middleware does what it is told. */
export interface KoaScene extends Ask {
  readonly middleware: Koa3.Middleware;
  readonly options?: ErrorHandlerOptions;
  readonly peerOptions?: unknown;
  readonly silent?: boolean;
  /** How many `error` events are waited for. */
  readonly awaitEvents?: number | Readonly<Record<SideName, number>>;
  /** Called for each `error` event of the app. */
  readonly onEvent?: (error: Event, context: Koa3.Context) => void;
}

type Event = Error & Record<string, unknown>;

export interface SeenOnKoa extends Seen {
  /** What the app emitted as `error`; listened to only with `onEvent`. */
  readonly emitted: readonly Event[];
}

export type MountPeer = (app: Koa3, options: unknown) => void;

const creators: Readonly<Record<string, typeof Koa3>> = { 'Koa 3': Koa3, 'Koa 2': Koa2 };

/** Makes the function that plays a scene on one side of a peer. */
export function playOnKoa(mountPeer: MountPeer): (side: SideName, host: string, scene: KoaScene) => Promise<SeenOnKoa> {
  return async (side, host, scene) => {
    const emitted: Event[] = [];
    const seen = await see(
      side,
      () => {
        const app = new (creators[host] as typeof Koa3)();
        if (scene.silent !== undefined) app.silent = scene.silent;
        if (side === 'peer') mountPeer(app, scene.peerOptions);
        else installErrorHandler(app as unknown as KoaApp, scene.options);
        if (scene.onEvent !== undefined) {
          app.on('error', (error: Event, context: Koa3.Context) => {
            emitted.push(error);
            scene.onEvent?.(error, context);
          });
        }
        app.use(scene.middleware);
        return app.callback();
      },
      waitingFor(side, scene, emitted),
    );
    return { ...seen, emitted };
  };
}

function waitingFor(side: SideName, scene: KoaScene, emitted: readonly Event[]): Ask {
  const { awaitEvents = 0, until = () => true } = scene;
  const needed = typeof awaitEvents === 'number' ? awaitEvents : awaitEvents[side];
  return { ...scene, until: () => emitted.length >= needed && until() };
}

const modules: Readonly<Record<string, string>> = { 'Koa 3': 'koa', 'Koa 2': 'koa2' };

/**
 * An app in a process of its own, for what may end one. `thrown` is the source of what its middleware throws, on either side;
 * `mountPeer` that of mounting the peer.
 */
export function throwsInKoaChild(thrown: string, mountPeer = ''): Case['run'] {
  return (side, host) =>
    askChild(`
      import Koa from '${modules[host]}';
      import createHttpError from 'http-errors';
      import { onerror } from 'koa-onerror';
      import { installErrorHandler } from 'failwell/koa';
      const app = new Koa();
      ${side === 'ours' ? 'installErrorHandler(app);' : mountPeer}
      app.use(() => { throw ${thrown}; });
      const listener = app.callback();`);
}

/** A middleware that throws. */
export function throwsOnKoa(make: () => unknown, before?: (context: Koa3.Context) => void): Koa3.Middleware {
  return (context) => {
    before?.(context);
    throw make();
  };
}
