import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** Real clients, proxies and a browser: `npm run test:clients`. Needs Debian's packages; installs what is missing. */
const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test-clients/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // Waits are measured: one file at a time, and the tests of a file that only wait run side by side.
    fileParallelism: false,
    maxConcurrency: 24,
    testTimeout: 60_000,
    hookTimeout: 300_000,
    reporters: ['default', './test-clients/support/table-reporter.ts', './test/support/summary-reporter.ts'],
    env: { NODE_ENV: 'test' },
  },
});

export default config;
