import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';

/** pino as it writes a file in production: asynchronously, in chunks of 4 kB. Its file is emptied now and then. */
export function createFileLogger() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'log');
  const logger = pino(pino.destination({ dest: file, sync: false, minLength: 4096 }));
  setInterval(() => truncateSync(file, 0), 10_000).unref();
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return logger;
}

/** What failwell records of the failure of these benchmarks and what is the same every time. */
const constantFields = {
  severity_text: 'ERROR',
  severity_number: 17,
  'error.type': 'BadGateway',
  'exception.type': 'BadGateway',
  'http.request.method': 'GET',
  'http.route': '/orders/:id',
  'http.response.status_code': 502,
  'failwell.domain': 'upstream',
  'failwell.exposed': false,
  'failwell.outcome': 'sent',
  'failwell.cancelled': false,
  'failwell.retry.retryable': false,
  'failwell.fingerprint': '229ca65ca5af2e12',
  'failwell.count': 1,
};

/**
 * The same record written by hand: the price of pino itself. Of each error only message and stack are read, as whoever
 * logs them must; nothing is recognised, redacted or fingerprinted.
 */
export function createRecordLogger() {
  const logger = createFileLogger();
  return (/** @type {unknown} */ error, /** @type {string} */ path) => {
    const { name, message, stack } = /** @type {Error} */ (error);
    logger.error(
      {
        err: { type: name, message, stack },
        timestamp: new Date().toISOString(),
        ...constantFields,
        'exception.message': message,
        'url.path': path,
      },
      `GET ${path} 502 ${name}: ${message}`,
    );
  };
}
