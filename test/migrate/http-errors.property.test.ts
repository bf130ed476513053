import fc from 'fast-check';
import { expect, test } from 'vitest';
import { errorWith } from './express-side.ts';
import { factsOfCall } from './rows/http-errors-forms.ts';

/**
 * Generated call forms of http-errors 2, compared side by side. What differs on purpose (rows H3 to H12) is left out of
 * the first two properties by how they generate, and is predicted by the third.
 */

const status = fc.oneof(fc.integer({ min: 400, max: 599 }), fc.constantFrom(0, 99, 600, 1000, -1));
const message = fc.string({ maxLength: 20 });
/** Names that are nobody's option, and values that stay as they are. */
const ownName = fc.stringMatching(/^x[A-Za-z0-9]{0,8}$/);
const props = fc.record(
  {
    code: fc.string({ maxLength: 8 }),
    expose: fc.boolean(),
    message,
    headers: fc.dictionary(fc.stringMatching(/^x-[a-z]{1,5}$/), fc.stringMatching(/^[a-z]{0,8}$/)),
    status: fc.integer({ min: 400, max: 599 }),
    own: fc.dictionary(ownName, fc.oneof(fc.integer(), fc.string({ maxLength: 5 }), fc.boolean(), fc.constant(null))),
  },
  { requiredKeys: [] },
);
const flatProps = props.map(({ own, ...rest }) => ({ ...rest, ...own }));

/** 413 and 422 have new phrases, which show where no message is given. */
const isRenamed = (args: readonly unknown[]): boolean => args[0] === 413 || args[0] === 422;

const rest = fc.array(fc.oneof(message, flatProps), { maxLength: 4 });

test('a status, then messages and properties in any order and number: the same error', () => {
  fc.assert(
    fc.property(status, rest, (code, others) => {
      const args = [code, ...others];
      fc.pre(!isRenamed(args));
      expect(factsOfCall('ours', args)).toEqual(factsOfCall('peer', args));
    }),
    { numRuns: 500 },
  );
});

test('without a status: the same error', () => {
  const withoutStatus = fc.array(
    fc.oneof(
      message,
      flatProps.map(({ status: _, ...others }) => others),
    ),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(withoutStatus, (args) => {
      expect(factsOfCall('ours', args)).toEqual(factsOfCall('peer', args));
    }),
    { numRuns: 500 },
  );
});

test('with an error: the same but for its identity, its name, and who wins', () => {
  const given = fc.record({ text: message, own: fc.option(fc.integer({ min: 400, max: 599 }), { nil: undefined }) });
  const explicit = fc.option(fc.integer({ min: 400, max: 599 }), { nil: undefined });
  fc.assert(
    fc.property(explicit, given, flatProps, (code, { text, own }, properties) => {
      const { status: _, message: __, ...others } = properties;
      const make = (): Error => errorWith(text, own === undefined ? {} : { status: own });
      const args = (): readonly unknown[] => [...(code === undefined ? [] : [code]), make(), others];
      const { name: _name, text: _text, own: mine, ...ours } = factsOfCall('ours', args());
      const { name: _other, text: _shown, own: their, ...peers } = factsOfCall('peer', args());
      // The peer lets the given error's status win over the explicit one; here the explicit one does (H3).
      const wanted = code ?? own ?? 500;
      const exposed = others.expose ?? wanted < 500;
      expect(ours).toEqual({ ...peers, status: wanted, statusCode: wanted, expose: exposed });
      expect(peers['status']).toBe(own ?? code ?? 500);
      expect(mine).toEqual(their);
    }),
    { numRuns: 500 },
  );
});
