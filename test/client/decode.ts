import { errorFromResponse, type ReceivedError } from '../../src/client.ts';

type Body = string | object;

/** What the client entry makes of a body. */
export async function decode(body: Body, status = 502, contentType = 'application/json'): Promise<ReceivedError> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = contentType === '' ? undefined : { 'content-type': contentType };
  const error = await errorFromResponse(
    new Response(new TextEncoder().encode(text), { status, ...(headers && { headers }) }),
  );
  if (error === undefined) throw new Error('no error');
  return error;
}
