import { errorFromCaught, errorFromResponse, type ReceivedError, type RetryAdvice, retryAdvice } from 'failwell/client';

export async function readOrder(url: string): Promise<unknown> {
  const response = await fetch(url);
  const error: ReceivedError | undefined = await errorFromResponse(response);
  if (error !== undefined) throw error;
  return response.json();
}

export async function adviceFor(caught: unknown): Promise<RetryAdvice> {
  return retryAdvice((await errorFromCaught(caught)) ?? caught, { method: 'GET' });
}
