import createHttpError from 'http-errors';
import { describe, expect, test } from 'vitest';
import { errorWith, judge, statusOf, visible } from './support.ts';

describe('tokens', () => {
  const challenge = (thrown: unknown): unknown => judge(thrown).error.challenges?.[0];
  const invalid = { scheme: 'Bearer', params: { error: 'invalid_token' } };

  test.each<readonly [string, Error]>([
    ['jsonwebtoken', errorWith({ name: 'JsonWebTokenError' }, 'jwt malformed')],
    ['jsonwebtoken, expired', errorWith({ name: 'TokenExpiredError', expiredAt: new Date() }, 'jwt expired')],
    ['jsonwebtoken, audience', errorWith({ name: 'JsonWebTokenError' }, 'jwt audience invalid. expected: s3cret-api')],
    ['jsonwebtoken, not active', errorWith({ name: 'NotBeforeError' })],
    ['jose', errorWith({ code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' })],
    ['jose, claim', errorWith({ code: 'ERR_JWT_CLAIM_VALIDATION_FAILED' })],
    ['jose, key id', errorWith({ code: 'ERR_JWKS_NO_MATCHING_KEY' })],
    ['fast-jwt', errorWith({ code: 'FAST_JWT_INVALID_SIGNATURE' })],
    ['paseto', errorWith({ code: 'ERR_PASETO_VERIFICATION_FAILED' })],
    ['firebase-admin', errorWith({ code: 'auth/id-token-expired' })],
    ['express-jwt', errorWith({ name: 'UnauthorizedError', status: 401, code: 'invalid_token' })],
  ])('%s is 401 with a challenge (AU-1, AU-6)', (_library, error) => {
    expect([statusOf(error), challenge(error)]).toEqual([401, invalid]);
    expect(visible(error)).not.toContain('s3cret');
    expect(judge(error).error.toJSON().error.message).toMatch(/access token/);
  });

  test('no error parameter where the request had no credentials (AU-6)', () => {
    expect(challenge(errorWith({ name: 'UnauthorizedError', status: 401, code: 'credentials_required' }))).toBe(
      'Bearer',
    );
  });

  test('our own configuration is 500, the key server is an upstream', () => {
    const jwt = (text: string): number => statusOf(errorWith({ name: 'JsonWebTokenError' }, text));
    expect(
      [
        'secret or public key must be provided',
        'secretOrPublicKey must be an asymmetric key when using RS256',
        'clockTimestamp must be a number',
      ].map(jwt),
    ).toEqual([500, 500, 500]);
    expect(
      ['ERR_JWKS_TIMEOUT', 'ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID', 'ERR_JWK_INVALID', 'FAST_JWT_MISSING_KEY'].map(
        (code) => statusOf(errorWith({ code })),
      ),
    ).toEqual([504, 502, 502, 500, 500]);
  });

  test('a 401 of http-errors that brings its challenge keeps it', () => {
    const error = createHttpError(401, 'x', { code: 'invalid_token', headers: { 'WWW-Authenticate': 'DPoP' } });
    expect([judge(error).error.challenges, judge(error).error.headers]).toEqual([
      undefined,
      { 'WWW-Authenticate': 'DPoP' },
    ]);
  });
});
