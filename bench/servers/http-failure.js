import { message } from './answer.js';

/** What a careful person writes without a library: an error that knows its status and what may be shown. */
export class HttpFailure extends Error {
  status = 502;
  phrase = 'Bad Gateway';

  constructor() {
    super(message);
  }
}
