import { beforeAll, describe, expect } from 'vitest';
import { type Consumer, consumers, peers, runtimes } from './matrix.ts';
import { cell } from './support/cell.ts';
import { copyInto, createApplication } from './support/fresh-folder.ts';
import { runScript } from './support/runtimes.ts';

function toArguments({ script, withPeers }: Consumer): readonly string[] {
  return [`plain/${script}`, ...(withPeers ? ['--with-peers'] : [])];
}

describe('an application that has installed nothing but the tarball', () => {
  const folders = { bare: '', withPeers: '' };

  beforeAll(async () => {
    folders.bare = await createApplication();
    folders.withPeers = await createApplication(peers);
    for (const folder of Object.values(folders)) copyInto(folder, 'test-package/consumers/plain');
  });

  describe.each(consumers)('$name', (consumer) => {
    for (const runtime of runtimes) {
      cell(consumer.name, runtime, async (command) => {
        const folder = consumer.withPeers ? folders.withPeers : folders.bare;
        const { code, stdout, stderr } = await runScript(runtime, command, toArguments(consumer), folder);
        // A warning, of an experimental feature say, would be printed in every application.
        expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'ok\n', stderr: '' });
      });
    }
  });
});
