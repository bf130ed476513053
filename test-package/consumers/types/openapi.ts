import { Conflict } from 'failwell';
import { components, type OpenApiOptions, responses } from 'failwell/openapi';

const options: OpenApiOptions = { include: ['status'] };

export const document = {
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  paths: {
    '/orders': { post: { responses: responses([404, { status: 409, examples: [new Conflict('x')] }], options) } },
  },
  components: components([404, 409, 502], options),
};
