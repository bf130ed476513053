/** What an order must look like (JSON Schema). */
export const orderSchema = {
  type: 'object',
  required: ['email', 'items'],
  additionalProperties: false,
  properties: {
    email: { type: 'string', pattern: '^[^@ ]+@[^@ ]+$' },
    items: { type: 'array', minItems: 1, items: { type: 'object', required: ['sku'] } },
  },
};

/** Bytes of a body that are read at most. */
export const maxOrderBytes = 1_024;
