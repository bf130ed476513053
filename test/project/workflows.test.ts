import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

type Permissions = Readonly<Record<string, string>>;

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Permissions;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions?: Permissions;
        readonly steps: readonly Step[];
        readonly strategy?: { readonly matrix: { readonly node: readonly string[] } };
      }
    >
  >;
}

function read<T>(path: string): T {
  return parse(readFileSync(join(root, path), 'utf8')) as T;
}

const names = readdirSync(join(root, '.github/workflows'));
const workflows = new Map(names.map((name) => [name, read<Workflow>(`.github/workflows/${name}`)]));
const ci = workflows.get('ci.yml');

const commandsOf = (steps: readonly Step[]): readonly string[] => steps.flatMap(({ run }) => run ?? []);

/** What .ci/run runs, in its order. */
const ciSteps = [...readFileSync(join(root, '.ci/run'), 'utf8').matchAll(/^step (.+)$/gm)].map(
  ([, command]) => command,
);

/** Steps of .ci/run that need more than Node and npm: Debian's packages, or a quiet machine for minutes. */
const needMore = /^npm run (?:test:|soak)/;

describe('.github/workflows/ci.yml', () => {
  test('one job runs .ci/run, and nothing else', () => {
    expect(commandsOf(ci?.jobs['everything']?.steps ?? [])).toEqual(['.ci/run']);
  });

  test('the matrix runs the commands of .ci/run that need Node and npm alone, in its order', () => {
    expect(ciSteps.length).toBeGreaterThan(5);
    const expected = ciSteps.filter((command) => !needMore.test(command ?? ''));
    expect(commandsOf(ci?.jobs['node']?.steps ?? [])).toEqual(expected);
    expect(expected).toEqual(expect.arrayContaining(['npm ci', 'npm test', 'npm run check']));
  });

  test('the oldest Node of the matrix is the one that package.json asks for', () => {
    const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { engines: { node: string } };
    const versions = ci?.jobs['node']?.strategy?.matrix.node ?? [];
    expect(versions.length).toBeGreaterThan(2);
    expect(engines.node).toBe(`>=${versions[0]}.0`);
  });

  test('every command is a script of package.json, or npm’s own', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
    for (const command of ciSteps) {
      const [, script = ''] = /^npm (?:run )?(\S+)/.exec(command ?? '') ?? [];
      expect(script === 'ci' || Object.hasOwn(scripts, script), command).toBe(true);
    }
  });
});

describe.each([...workflows])('%s', (name, { on, permissions, jobs }) => {
  test('allows nothing by default, and a job at most what it needs', () => {
    expect(permissions).toEqual({});
    for (const [job, { permissions: own }] of Object.entries(jobs)) {
      const mayPublish = name === 'release.yml' && job === 'publish';
      expect(own, job).toEqual({ contents: 'read', ...(mayPublish ? { 'id-token': 'write' } : {}) });
    }
  });

  test('does not run the code of a stranger with rights of its own', () => {
    expect(Object.keys(on)).not.toContain('pull_request_target');
    expect(Object.keys(on)).not.toContain('workflow_run');
  });

  test('names every action by its full commit, with the version beside it, and leaves no credentials behind', () => {
    const text = readFileSync(join(root, '.github/workflows', name), 'utf8');
    const used = [...text.matchAll(/^.*\buses: (.*)$/gm)].map(([, action]) => action);
    expect(used.length).toBeGreaterThan(0);
    for (const action of used) expect(action).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    const checkouts = Object.values(jobs).flatMap(({ steps }) =>
      steps.filter(({ uses }) => /checkout/.test(uses ?? '')),
    );
    for (const step of checkouts) expect(step.with?.['persist-credentials']).toBe(false);
  });

  test('puts nothing of an event into a command', () => {
    for (const { steps } of Object.values(jobs)) for (const run of commandsOf(steps)) expect(run).not.toContain('${{');
  });
});

describe('scripts/check-repository.js, before everything else of a release', () => {
  const run = (repository: unknown, env: NodeJS.ProcessEnv = { GITHUB_REPOSITORY: 'someone/failwell' }) => {
    const cwd = mkdtempSync(join(tmpdir(), 'failwell-release-'));
    onTestFinished(() => rmSync(cwd, { recursive: true }));
    writeFileSync(join(cwd, 'package.json'), JSON.stringify({ repository }));
    return spawnSync(process.execPath, [join(root, 'scripts/check-repository.js')], { cwd, env, encoding: 'utf8' });
  };

  test.each([
    ['someone/failwell'],
    ['github:Someone/failwell'],
    ['https://github.com/someone/failwell'],
    [{ type: 'git', url: 'git+https://github.com/someone/failwell.git' }],
    [{ type: 'git', url: 'git@github.com:someone/failwell.git' }],
  ])('%j is the repository', (repository) => {
    expect(run(repository)).toMatchObject({ status: 0, stderr: '' });
  });

  test.each([
    [undefined],
    ['another/failwell'],
    ['gitlab:someone/failwell'],
    [{ url: 'https://example.com/someone/failwell' }],
    [{}],
  ])('%j is not, and the message says what to write', (repository) => {
    const { status, stderr } = run(repository);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^package\.json: "repository" .*someone\/failwell\.\n.*git\+https:.*someone\/failwell\.git/);
  });

  test('without GITHUB_REPOSITORY it does not pass', () => {
    expect(run('someone/failwell', {}).status).not.toBe(0);
  });
});

test('a release is published with provenance, after .ci/run, from the tag of its version', () => {
  const jobs = workflows.get('release.yml')?.jobs ?? {};
  expect(commandsOf(jobs['repository']?.steps ?? [])).toEqual(['node scripts/check-repository.js']);
  expect(Reflect.get(jobs['test'] ?? {}, 'needs')).toBe('repository');
  expect(commandsOf(jobs['test']?.steps ?? [])).toEqual(['.ci/run']);
  expect(Reflect.get(jobs['publish'] ?? {}, 'needs')).toBe('test');
  expect(commandsOf(jobs['publish']?.steps ?? []).at(-1)).toMatch(/^npm publish --provenance\b/);
});

interface Form {
  readonly name: string;
  readonly description: string;
  readonly body: readonly {
    readonly type: string;
    readonly id?: string;
    readonly attributes: { readonly label?: string };
  }[];
}

describe('issue forms', () => {
  const forms = readdirSync(join(root, '.github/ISSUE_TEMPLATE')).filter((name) => name !== 'config.yml');

  test.each(forms)('%s is a form that GitHub shows', (name) => {
    const form = read<Form>(`.github/ISSUE_TEMPLATE/${name}`);
    expect([typeof form.name, typeof form.description]).toEqual(['string', 'string']);
    const fields = form.body.filter(({ type }) => type !== 'markdown');
    expect(fields.length).toBeGreaterThan(1);
    for (const { type, attributes } of fields) {
      expect(['input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
      expect(attributes.label).toBeTruthy();
    }
    expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
  });
});

test('the changelog has sections of its four names alone, the unreleased first', () => {
  const text = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
  const sections = [...text.matchAll(/^### (.*)$/gm)].map(([, name]) => name);
  expect(sections.length).toBeGreaterThan(0);
  for (const name of sections) expect(['Added', 'Changed', 'Fixed', 'Breaking']).toContain(name);
  expect(/^## (.*)$/m.exec(text)?.[1]).toBe('Unreleased');
});
