import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    testTimeout: 15_000,
    reporters: ['default', './test/support/summary-reporter.ts'],
    typecheck: { enabled: false },
    // Nothing of a test may depend on the shell that starts it.
    env: { NODE_ENV: 'test' },
  },
});

export default config;
