import { isHttpError } from 'failwell';
import * as client from 'failwell/client';

export async function readOrder(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw await client.errorFromResponse(response);
  return response.json();
}

export function statusOf(thrown: unknown): number | undefined {
  return isHttpError(thrown) ? thrown.status : undefined;
}
