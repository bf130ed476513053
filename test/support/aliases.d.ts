// Second versions are installed under an alias; they are typed as the first ones.
declare module 'express4' {
  export { default } from 'express';
}
declare module 'koa2' {
  export { default } from 'koa';
}
// Peers of test/migrate/ that bring no types.
declare module 'finalhandler' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  const finalhandler: (
    request: IncomingMessage,
    response: ServerResponse,
    options?: unknown,
  ) => (error?: unknown) => void;
  export default finalhandler;
}
declare module 'errorhandler' {
  import type { ErrorRequestHandler } from 'express';

  const errorHandler: ((options?: unknown) => ErrorRequestHandler) & { title: string };
  export default errorHandler;
}
