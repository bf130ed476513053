import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** What people see, in a real browser: `npm run test:browser`. Needs Debian's Chromium; installs it where it is missing. */
const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test-browser/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // One browser at a time: a second one would make the first late on a small machine.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 300_000,
    reporters: ['default', './test/support/summary-reporter.ts'],
    env: { NODE_ENV: 'test' },
  },
});

export default config;
