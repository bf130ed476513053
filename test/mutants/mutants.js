// Deliberate defects, and for each the test that must fail with it. A suite that passes with one of them in the code proves
// nothing of the rule beside it. `npm run test:mutants` applies each to a copy and runs only its killer.

const properties = { file: 'test/hostile/properties.test.ts', title: 'node:http' };
const heavy = (title) => ({ file: 'test/hostile/heavy.test.ts', title: `SE-6: node:http ${title}` });
const environment = (title) => ({ file: 'test/hostile/environment.test.ts', title });

/** name, rule; file of src, the code that is there, the defect; killer: test file and part of the title. */
export const mutants = [
  {
    name: 'field values are not validated (SE-1)',
    file: 'http/fields.ts',
    find: 'const valuePattern = /^[\\t\\x20-\\x7e\\x80-\\xff]*$/;',
    replace: 'const valuePattern = /^[\\s\\S]*$/;',
    killer: properties,
  },
  {
    name: 'markup of a message is not escaped (CT-11)',
    file: 'http/markup.ts',
    find: "'<': '&lt;',",
    replace: "'<': '<',",
    killer: heavy('an own message of 10 MB, shown'),
  },
  {
    name: 'a quote in an attribute is not escaped (CT-11)',
    file: 'http/markup.ts',
    find: `'"': '&quot;',`,
    replace: `'"': '"',`,
    killer: { file: 'test/plan/formats', title: '' },
  },
  {
    name: 'the length counts characters, not octets (FR-1)',
    file: 'http/byte-length.ts',
    find: 'ascii.test(text) ? text.length : encoder.encode(text).length',
    replace: 'ascii.test(text) || encoder !== undefined ? text.length : 0',
    killer: properties,
  },
  {
    name: 'the boundary of an error status is 300, not 400 (SL-1)',
    file: 'error/status-basics.ts',
    find: 'Number.isInteger(value) && value >= 400 && value <= 599',
    replace: 'Number.isInteger(value) && value >= 300 && value <= 599',
    killer: { file: 'test/error/status.test.ts', title: 'is none' },
  },
  {
    name: 'a getter that throws is not guarded (SE-3)',
    file: 'http/safe-read.ts',
    find: '&& !isOwned(value, key) ? undefined : found;\n  } catch {\n    return undefined;\n  }',
    replace: '&& !isOwned(value, key) ? undefined : found;\n  } catch (problem) {\n    throw problem;\n  }',
    killer: { file: 'test/http/safe-read.test.ts', title: '' },
  },
  {
    name: 'a truthy expose shows the message (LE-1)',
    file: 'error/visible.ts',
    find: "return readProperty(error, 'expose') === true;",
    replace: "return readProperty(error, 'expose') !== undefined;",
    killer: properties,
  },
  {
    name: 'fields of the abandoned response stay (ST-1)',
    file: 'send/node.ts',
    find: '  removeOthers(response, lines);\n',
    replace: '',
    killer: properties,
  },
  {
    name: 'a message hook that throws decides the status (SE-4)',
    file: 'plan/plan.ts',
    find: "text of the error was sent' });\n    return undefined;",
    replace: "text of the error was sent' });\n    throw new Error('unguarded');",
    killer: properties,
  },
  {
    name: 'the rejection of an async hook is not taken (SE-4)',
    file: 'http/safe-read.ts',
    find: 'const next: unknown = then.call(value, ignore, ignore);',
    replace: 'const next: unknown = undefined;',
    killer: properties,
  },
  {
    name: 'a polluted Object.prototype is believed (SE-5)',
    file: 'http/safe-read.ts',
    find: 'found === objectPrototype[key]',
    replace: 'Number.isNaN(found)',
    killer: environment('SE-5: node:http answers the same with a polluted Object.prototype status'),
  },
  {
    name: 'NODE_ENV switches debug on (LE-2)',
    file: 'core/options.ts',
    find: 'debug: options.debug ?? false,',
    replace: "debug: options.debug ?? process.env['NODE_ENV'] === 'development',",
    killer: environment('set to development'),
  },
  {
    name: 'the items of details have no bound (SE-6)',
    file: 'http/json-safe.ts',
    find: 'members: 5000,',
    replace: 'members: Number.MAX_SAFE_INTEGER,',
    killer: heavy('details of a million items'),
  },
  {
    name: 'the members of an aggregate have no bound (SE-6)',
    file: 'http/safe-read.ts',
    find: 'export const maxMembers = 20;',
    replace: 'export const maxMembers = 10_000_000;',
    killer: heavy('an array of ten million holes'),
  },
  {
    name: 'an unread body is not drained (CO-3)',
    file: 'send/node.ts',
    find: 'const lingers = unread && exchange.stream === undefined;',
    replace: 'const lingers = unread && exchange.response.destroyed === true;',
    killer: { file: 'test/conformance/beyond-one-exchange.test.ts', title: 'no reset destroys it node:http' },
  },
  {
    name: 'a truncated message is ended instead of cut (TR-1)',
    file: 'send/cut.ts',
    find: 'if (socket === undefined || isFramed(response)) response.destroy();',
    replace: 'if (socket === undefined || isFramed(response)) response.end();',
    killer: { file: 'test/conformance/vectors.test.ts', title: 'node:http V224' },
  },
  {
    name: 'a second failure writes a second time (SL-5)',
    file: 'send/response-state.ts',
    find: "if (isStarted && response.writableEnded) return 'ended';",
    replace: '',
    killer: { file: 'test/conformance/extra-vectors.test.ts', title: 'node:http X02' },
  },
  {
    name: 'a failing onSend hook is left to Fastify (SE-4)',
    file: 'hosts/fastify-handler.ts',
    find: '  guardSend(reply, abandoned, late);\n',
    replace: '',
    killer: { file: 'test/hosts/fastify.test.ts', title: 'SE-4' },
  },
  {
    name: "Hono's merge brings stale fields back (ST-1)",
    file: 'hono.ts',
    find: '  context.res = undefined;\n',
    replace: '',
    killer: { file: 'test/hosts/hono.test.ts', title: 'ST-1' },
  },
];
