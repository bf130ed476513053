import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // Left to itself Vitest keeps one core free, which on two cores doubles the time of a run.
    maxWorkers: '100%',
    testTimeout: 20_000,
    // Sockets and timers on a machine that others use too; a test that needed its second try says so in the output.
    retry: process.env['CI'] === 'true' ? 1 : 0,
    reporters: ['default', './test/support/summary-reporter.ts'],
    typecheck: { enabled: false },
    // Nothing of a test may depend on the shell that starts it.
    env: { NODE_ENV: 'test' },
  },
});

export default config;
