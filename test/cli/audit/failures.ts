/** What the routes of the audited services fail with. */

/** What a route had set when it failed. */
export const staleFields: Readonly<Record<string, string>> = {
  'Cache-Control': 'public, max-age=3600',
  ETag: '"v1"',
  'Content-Disposition': 'attachment; filename="report.pdf"',
};

/** An unexpected failure, with a text for the log alone. */
export function databaseFailure(): Error {
  return new Error('connect ECONNREFUSED 10.0.0.5:5432');
}

/** As a client library throws it where the upstream refused our own credentials. */
export function upstreamFailure(): Error {
  const config = { headers: { Authorization: 'Bearer gateway-token' }, url: 'http://orders.internal/' };
  const response = { status: 401, headers: { 'set-cookie': 'session=upstream' }, config };
  return Object.assign(new Error('Request failed with status code 401'), {
    isAxiosError: true,
    name: 'AxiosError',
    code: 'ERR_BAD_REQUEST',
    status: 401,
    config,
    response,
    request: {},
  });
}
