import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  entry: [
    'src/*.ts',
    'scripts/**/*.{js,ts}',
    'test/**/*.test.ts',
    'test/types/*.test-d.ts',
    'test-browser/**/*.ts',
    'test-clients/**/*.{js,ts}',
    'test-package/*.ts',
    'live-tests/**/*.ts',
    'examples/**/*.js',
    '!examples/nest/**',
    'bench/**/*.js',
    // test/docs/recipes.test.ts runs their code, and nothing else imports some of what it needs.
    'docs/recipes/*.md',
  ],
  project: [
    'src/**/*.ts',
    'test/**/*.ts',
    'scripts/**',
    'test-browser/**',
    'test-clients/**',
    'test-package/**',
    '!test-package/consumers/**',
    'live-tests/**',
    'examples/**/*.{js,ts}',
    '!examples/nest/**',
    'bench/**',
    'docs/recipes/*.md',
  ],
  compilers: {
    /** A page is what its blocks of code import. */
    md: (page: string): string =>
      [...page.matchAll(/^(?:import|export) [^'`]*from '([^']+)';$/gm)]
        .map(([, name]) => `import '${name}';`)
        .join('\n'),
  },
  ignoreExportsUsedInFile: true,
  exclude: ['duplicates'],
};

export default config;
