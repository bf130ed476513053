import { connectRaw } from './raw-http.ts';

/** Sends one request byte for byte and gives everything that came back, as text. */
export async function ask(port: number, request: string, waitMs = 2_000): Promise<string> {
  const connection = await connectRaw(port);
  connection.expect(request.split(' ', 1)[0] ?? 'GET');
  connection.send(request);
  await connection.responses(1, waitMs);
  const { bytes } = connection.exchange();
  connection.destroy();
  return bytes.toString('latin1');
}

export const getRequest = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
