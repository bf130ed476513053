import { defineConfig, type ViteUserConfig } from 'vitest/config';

// Apart from `npm test`: promtool is no npm package; it is installed where it is missing.
const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/observability/*.check.ts'],
    environment: 'node',
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 300_000,
    reporters: ['default', './test/support/summary-reporter.ts'],
    env: { NODE_ENV: 'test' },
  },
});

export default config;
