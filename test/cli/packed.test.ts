import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { ensureBuilt } from '../examples/built-package.ts';
import { launch, root } from './command.ts';

beforeAll(ensureBuilt, 120_000);

it('the command runs from the tarball: by npx, and by the symlink that npm makes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'failwell-packed-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  const packed = await launch('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]);
  const [{ filename }] = JSON.parse(packed.out) as [{ readonly filename: string }];

  // As npm installs it, without asking a registry: the package, its dependencies, and a link to its command.
  expect((await launch('tar', ['-xzf', join(folder, filename), '-C', modules])).code).toBe(0);
  await launch('mv', [join(modules, 'package'), join(modules, 'failwell')]);
  symlinkSync(join(root, 'node_modules/http-errors'), join(modules, 'http-errors'));
  symlinkSync('../failwell/dist/cli.js', join(modules, '.bin/failwell'));
  await launch('chmod', ['+x', join(modules, 'failwell/dist/cli.js')]);

  const byLink = await launch(join(modules, '.bin/failwell'), ['explain', '502'], { cwd: folder });
  expect(byLink).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^502 Bad Gateway\n/) });
  const byNpx = await launch('npx', ['--no-install', 'failwell', '--version'], { cwd: folder });
  expect(byNpx).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
}, 60_000);
