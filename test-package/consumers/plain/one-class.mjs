import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as imported from 'failwell';

const require = createRequire(import.meta.url);
const required = require('failwell');
// Jest and tools load this build whatever Node offers: the second copy that a process can meet.
const commonJs = require(join(dirname(require.resolve('failwell/package.json')), 'dist/cjs/index.js'));

// Bun takes `require` for the CommonJS build; there the brand alone makes one class of the two copies.
if (process.versions.bun === undefined) assert.equal(required.BadGateway, imported.BadGateway, 'one class');
assert.notEqual(commonJs.BadGateway, imported.BadGateway, 'dist/cjs is a copy of its own');

const sides = [imported, required, commonJs];
for (const maker of sides) {
  for (const reader of sides) {
    const error = new maker.NotFound('No such order');
    assert(reader.isHttpError(error, 404), 'isHttpError');
    assert(error instanceof reader.NotFound && error instanceof reader.HttpError, 'instanceof');
    assert(!(error instanceof reader.BadGateway), 'instanceof of another class');
    assert.equal(reader.toHttpError(error), error, 'taken as it is, not wrapped');
    class Own extends reader.NotFound {}
    assert(!(error instanceof Own), "a user's own subclass keeps ordinary instanceof");
  }
}

console.log('ok');
