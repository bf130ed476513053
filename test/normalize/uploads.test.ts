import { describe, expect, test } from 'vitest';
import { errorWith, statusOf } from './support.ts';

describe('uploads', () => {
  test.each<readonly [Error, number]>([
    [errorWith({ name: 'MulterError', code: 'LIMIT_FILE_SIZE', field: 'f' }), 413],
    [errorWith({ name: 'MulterError', code: 'LIMIT_FILE_COUNT' }), 413],
    [errorWith({ name: 'MulterError', code: 'LIMIT_UNEXPECTED_FILE' }), 400],
    [errorWith({ name: 'MulterError', code: 'MISSING_FIELD_NAME' }), 400],
    [errorWith({ name: 'Error', code: 'LIMIT_FILE_SIZE' }), 500],
    [new Error('Unexpected end of form'), 400],
    [new Error('Multipart: Boundary not found'), 400],
    [new Error('Unsupported content type: text/x'), 415],
    [errorWith({ httpCode: 413, code: 1009 }), 413],
    [errorWith({ httpCode: 400, code: 1013 }), 400],
    [errorWith({ httpCode: 413, code: 3 }), 500],
  ])('%o', (error, status) => {
    expect(statusOf(error)).toBe(status);
  });
});
