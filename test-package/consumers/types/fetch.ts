import { errorHandler } from 'failwell/fetch';

const fail = errorHandler({ format: 'problem' });

export async function handle(request: Request): Promise<Response> {
  try {
    return await fetch(request.url);
  } catch (error) {
    return fail(error, request, new Headers({ Vary: 'Origin' }));
  }
}
