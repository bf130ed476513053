// Loads one module in a fresh process and says what that took: `node startup-probe.js esm|cjs <specifier>`.
import { createRequire } from 'node:module';

const [mode, target = ''] = process.argv.slice(2);
const require = createRequire(import.meta.url);

const start = performance.now();
if (mode === 'cjs') require(target);
else await import(target);
const milliseconds = performance.now() - start;

process.stdout.write(
  JSON.stringify({
    milliseconds,
    peakKiB: process.resourceUsage().maxRSS,
    commonJs: Object.keys(require.cache),
  }),
);
