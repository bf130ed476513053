import { describe, expect, test } from 'vitest';

// The examples are JavaScript without declarations.
const module: string = '../../examples/gateway/playground/records.js';
const { createRecords } = await import(module);

const report = (id: string) => ({ 'failwell.request_id': id }) as never;

describe('records of the playground', () => {
  test('one that nobody waits for is passed over, whatever the client called it', () => {
    const records = createRecords();
    for (const id of ['error', '', 'newListener']) expect(() => records.keep(report(id))).not.toThrow();
  });

  test('one that is awaited comes, by any name', async () => {
    const records = createRecords();
    const run = async () => void setTimeout(() => records.keep(report('error')), 10);
    expect((await records.collect('error', run, () => true)).records).toHaveLength(1);
  });
});
