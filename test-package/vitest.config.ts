import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** The packed tarball, installed into fresh folders, on every runtime: `npm run test:package`. Needs Node, npm and its registry. */
const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test-package/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
    globalSetup: 'test-package/global-setup.ts',
    reporters: ['default', './test-package/support/matrix-reporter.ts', './test/support/summary-reporter.ts'],
    env: { NODE_ENV: 'test' },
  },
});

export default config;
