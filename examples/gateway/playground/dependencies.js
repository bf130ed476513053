// Failures that real clients of a database and the file system bring.
import { readFile } from 'node:fs/promises';
import { dependency } from 'failwell/upstream';
import pg from 'pg';
import { upstreamSecret } from '../upstreams.js';

/** @param {string} url where something listens, or nothing does */
async function query(url) {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: Number(new URL(url).port),
    user: 'orders',
    password: upstreamSecret,
    connectionTimeoutMillis: 500,
  });
  client.on('error', () => {}); // what comes after its first failure
  try {
    await client.connect();
    return await client.query('select * from orders where id = $1', [42]);
  } finally {
    client.end().catch(() => {});
  }
}

/** @param {Record<string, string>} upstreams */
export const queryAbsentDatabase = (upstreams) => dependency('orders-db', () => query(upstreams.refused ?? ''));

/** @param {Record<string, string>} upstreams */
export const queryHangingDatabase = (upstreams) => dependency('orders-db', () => query(upstreams.hangs ?? ''));

export const readMissingFile = () => readFile('/srv/orders/price-list.csv');
