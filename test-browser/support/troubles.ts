import type { ConsoleMessage, Page } from 'playwright-core';

// Chromium writes this line for every document with an error status, which is what half of the pages here are.
const statusOfDocument = /^Failed to load resource: the server responded with a status of [45]\d\d/;

function isOwnStatus(message: ConsoleMessage, page: Page): boolean {
  return statusOfDocument.test(message.text()) && message.location().url === page.url();
}

/** Collects what a developer would see in red or yellow in the console while the page is open. */
export function watchTroubles(page: Page): readonly string[] {
  const troubles: string[] = [];
  page.on('console', (message) => {
    const grave = message.type() === 'error' || message.type() === 'warning';
    if (grave && !isOwnStatus(message, page)) troubles.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => {
    troubles.push(`request failed: ${request.method()} ${request.url()} ${request.failure()?.errorText}`);
  });
  return troubles;
}
