import type { Marks } from './marks.ts';
import type { Classifier, Verdict } from './verdict.ts';
import { badGateway, fault, gatewayTimeout } from './verdicts.ts';

/**
 * Access tokens. The libraries bring no WWW-Authenticate, and a 401 without one breaks a MUST (AU-1); the challenge is
 * Bearer's (RFC 6750 section 3). The text is ours: theirs names the audience and issuer that we expect.
 */

function unauthorized(rule: string, message: string, error?: string): Verdict {
  const challenge = error === undefined ? 'Bearer' : { scheme: 'Bearer', params: { error } };
  return { status: 401, rule, domain: 'client', message, options: { expose: true, challenges: [challenge] } };
}

const invalid = unauthorized('token/invalid', 'The access token is invalid.', 'invalid_token');
const expired = unauthorized('token/expired', 'The access token has expired.', 'invalid_token');
const early = unauthorized('token/not_active', 'The access token is not active yet.', 'invalid_token');
const revoked = unauthorized('token/revoked', 'The access token has been revoked.', 'invalid_token');
/** AU-6: no error parameter where the request had no credentials. */
const missing = unauthorized('token/missing', 'An access token is required.');
const misconfigured = fault('token/configuration');

/** Names of jsonwebtoken. The plain one is a bad token or a server without its secret. */
const jwtNames: Readonly<Record<string, Verdict>> = {
  TokenExpiredError: expired,
  NotBeforeError: early,
  JsonWebTokenError: invalid,
};

/** What jsonwebtoken says of its own arguments, under the same name as of a bad token. */
const configuration =
  /secret|public ?key|callback|"algorithms"|"maxAge"|^(clockTimestamp|nonce|allowInvalidAsymmetricKeyTypes) must be/i;

const classifyJsonWebToken: Classifier<Marks> = ({ name, text }) => {
  if (name === undefined || !Object.hasOwn(jwtNames, name)) return undefined;
  return name === 'JsonWebTokenError' && configuration.test(text) ? misconfigured : jwtNames[name];
};

/** jose: codes of key sets first, for those are about our upstream or our keys. */
const joseCodes: Readonly<Record<string, Verdict>> = {
  ERR_JWKS_TIMEOUT: gatewayTimeout('token/jwks_timeout', 'http_response_timeout'),
  ERR_JWKS_INVALID: badGateway('token/jwks_invalid', 'http_protocol_error'),
  ERR_JOSE_GENERIC: badGateway('token/jwks_failed', 'http_protocol_error'),
  ERR_JWKS_NO_MATCHING_KEY: invalid,
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: invalid,
  ERR_JOSE_ALG_NOT_ALLOWED: invalid,
  ERR_JOSE_NOT_SUPPORTED: invalid,
  ERR_JWK_INVALID: misconfigured,
  ERR_JWT_EXPIRED: expired,
};

/** fast-jwt, where something other than the token is wrong. */
const fastJwtCodes: Readonly<Record<string, Verdict>> = {
  FAST_JWT_EXPIRED: expired,
  FAST_JWT_INACTIVE: early,
  FAST_JWT_MISSING_KEY: misconfigured,
  FAST_JWT_INVALID_KEY: misconfigured,
  FAST_JWT_INVALID_OPTION: misconfigured,
  FAST_JWT_INVALID_TYPE: misconfigured,
  FAST_JWT_ASYNC_KEY_REQUIRED: misconfigured,
  FAST_JWT_KEY_FETCHING_ERROR: badGateway('token/key_fetching', 'http_protocol_error'),
  FAST_JWT_SIGN_ERROR: misconfigured,
  FAST_JWT_VERIFY_ERROR: misconfigured,
};

/** Families whose every other member is about the token. */
const families: readonly (readonly [prefix: RegExp, known: Readonly<Record<string, Verdict>>])[] = [
  [/^ERR_(JOSE|JWT|JWS|JWE|JWK|JWKS)_/, joseCodes],
  [/^ERR_PASETO_(CLAIM|DECRYPTION|INVALID|VERIFICATION)/, {}],
  [/^FAST_JWT_/, fastJwtCodes],
  [/^auth\/(id-token|session-cookie)-(expired|revoked)$|^auth\/invalid-(id-token|session-cookie)$/, {}],
];

const classifyTokenCode: Classifier<Marks> = ({ code }) => {
  if (code === undefined) return undefined;
  const family = families.find(([prefix]) => prefix.test(code));
  if (family === undefined) return undefined;
  return Object.hasOwn(family[1], code) ? family[1][code] : invalid;
};

/** Codes that stand beside a 401 of the application's own middleware: express-jwt's, and those of RFC 6750. */
const bearerCodes: Readonly<Record<string, Verdict>> = {
  credentials_required: missing,
  credentials_bad_scheme: missing,
  credentials_bad_format: invalid,
  invalid_token: invalid,
  revoked_token: revoked,
};

const classifyBearer: Classifier<Marks> = ({ status, statusCode, code, headers, expose }) => {
  if ((status ?? statusCode) !== 401 || code === undefined || !Object.hasOwn(bearerCodes, code)) return undefined;
  // Who speaks http-errors' language and brings fields has a challenge of its own.
  return typeof expose === 'boolean' && typeof headers === 'object' && headers !== null ? undefined : bearerCodes[code];
};

export const tokens: readonly Classifier<Marks>[] = [classifyJsonWebToken, classifyTokenCode, classifyBearer];
