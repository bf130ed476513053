import { type Browser, chromium } from 'playwright-core';
import { ensureParts, pathOf } from './ensure.ts';

/** Starts Debian's Chromium without a window; installs it where it is missing. */
export function startChromium(): Promise<Browser> {
  ensureParts('chromium');
  return chromium.launch({
    executablePath: pathOf('chromium'),
    // Root in a container has no user namespaces to build a sandbox from; only pages of 127.0.0.1 are opened.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}
