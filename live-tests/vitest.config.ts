import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** Real libraries against real peers: `npm run test:live`. Needs PostgreSQL and Redis; installs what is missing. */
const config: ViteUserConfig = defineConfig({
  test: {
    include: ['live-tests/**/*.test.ts', 'test/upstream/proxy.test.ts'],
    environment: 'node',
    pool: 'forks',
    // Deadlines are provoked: two files at once would make a third one late on a small machine.
    fileParallelism: false,
    testTimeout: 20_000,
    hookTimeout: 300_000,
    reporters: ['default', './test/support/summary-reporter.ts'],
    env: { NODE_ENV: 'test' },
  },
});

export default config;
