import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { exports } = require('failwell/package.json');
const needsPeer = { './otel': '@opentelemetry/api', './prometheus': 'prom-client' };
const hasPeers = process.argv.includes('--with-peers');

const names = Object.entries(exports).filter(([, target]) => typeof target === 'object');
assert(names.length >= 13, 'entries');
const own = (keys) => keys.filter((one) => one !== '__esModule' && one !== 'module.exports').sort();

for (const [key] of names) {
  const name = key.replace('.', 'failwell');
  const peer = hasPeers ? undefined : needsPeer[key];
  if (peer !== undefined) {
    await assert.rejects(import(name), new RegExp(peer), `${name} names what is missing`);
    continue;
  }
  const [imported, required] = [Object.keys(await import(name)), Object.keys(require(name))];
  assert.deepEqual(own(required), own(imported), name);
  assert(imported.length > 0 && !imported.includes('default'), `${name}: named exports only`);
}
assert.equal(typeof require('failwell/schemas/envelope.schema.json'), 'object');
await assert.rejects(import('failwell/dist/index.js'), 'files that are no entry cannot be imported');

console.log('ok');
