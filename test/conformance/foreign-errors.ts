import { AxiosError, AxiosHeaders, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import { errors } from 'undici';
import type { Thrown } from './vector.ts';

type Headers = Readonly<Record<string, string>>;
type Build = (status: number, headers: Headers) => Error;

const upstreamUrl = 'http://users.internal:8080/v1/users/42';

/** axios: the real class, filled as its `settle` does after a response with a refused status. */
const axiosError: Build = (status, headers) => {
  const config: InternalAxiosRequestConfig = {
    method: 'get',
    url: upstreamUrl,
    headers: new AxiosHeaders({ Authorization: 'Bearer upstream-secret' }),
  };
  const response: AxiosResponse = {
    status,
    statusText: 'Upstream Says No',
    headers: new AxiosHeaders(headers),
    config,
    data: { message: 'upstream body' },
  };
  const code = status < 500 ? AxiosError.ERR_BAD_REQUEST : AxiosError.ERR_BAD_RESPONSE;
  return new AxiosError(`Request failed with status code ${status}`, code, config, { path: '/v1/users/42' }, response);
};

/** undici 7: what its `responseError` interceptor throws. */
const undiciError: Build = (status, headers) => {
  return new errors.ResponseError('Response status code', status, { headers: { ...headers }, body: 'upstream body' });
};

/** undici 6: `throwOnError`. The class left the package with version 7, so its shape is written out. */
const undici6Error: Build = (status, headers) => {
  return Object.assign(new Error(`Response status code ${status}: Upstream Says No`), {
    name: 'ResponseStatusCodeError',
    code: 'UND_ERR_RESPONSE_STATUS_CODE',
    status,
    statusCode: status,
    headers: { ...headers },
    body: 'upstream body',
  });
};

/** got 14: HTTPError. Not installed; `response`, `request`, `options` are getters of its RequestError. */
class HTTPError extends Error {
  readonly code = 'ERR_NON_2XX_3XX_RESPONSE';
  readonly timings = { start: 0, end: 4 };
  readonly #response: object;

  constructor(status: number, headers: Headers) {
    super(`Request failed with status code ${status} (Upstream Says No): GET ${upstreamUrl}`);
    this.name = 'HTTPError';
    this.#response = {
      statusCode: status,
      statusMessage: 'Upstream Says No',
      headers,
      body: 'upstream body',
      url: upstreamUrl,
    };
  }

  get response(): object {
    return this.#response;
  }

  get options(): object {
    return { method: 'GET', url: new URL(upstreamUrl), headers: { authorization: 'Bearer upstream-secret' } };
  }
}

const builders: Readonly<Record<string, Build>> = {
  axios: axiosError,
  undici: undiciError,
  undici6: undici6Error,
  got: (status, headers) => new HTTPError(status, headers),
};

/** An upstream's answer as an HTTP client library throws it. */
export function createForeignError(thrown: Thrown): Error {
  const build = builders[thrown.foreign ?? ''];
  if (build === undefined) throw new Error(`no builder for a foreign error of ${thrown.foreign}`);
  return build(thrown.status ?? 500, thrown.headers ?? {});
}
