import { describe, expect, test } from 'vitest';
import { errorOfClass, errorWith, judge, statusOf } from './support.ts';

describe('brokers and mail servers are dependencies (503, 504), to an origin too', () => {
  test.each<readonly [string, Error, number]>([
    ['kafkajs, connection', errorWith({ name: 'KafkaJSConnectionError', retriable: true }), 503],
    ['kafkajs, retries used up', errorWith({ name: 'KafkaJSNumberOfRetriesExceeded', retriable: false }), 503],
    ['kafkajs, request timeout', errorWith({ name: 'KafkaJSRequestTimeoutError', retriable: true }), 504],
    ['kafkajs, protocol, retriable', errorWith({ name: 'KafkaJSProtocolError', retriable: true, code: 6 }), 503],
    ['kafkajs, protocol, final', errorWith({ name: 'KafkaJSProtocolError', retriable: false, code: 29 }), 500],
    ['kafkajs, credentials', errorWith({ name: 'KafkaJSSASLAuthenticationError', retriable: false }), 500],
    ['librdkafka, all brokers down', errorOfClass('LibrdKafkaError', { code: -187 }), 503],
    ['librdkafka, timed out', errorOfClass('LibrdKafkaError', { code: -185 }), 504],
    ['NATS, timeout', errorWith({ name: 'NatsError', code: 'TIMEOUT' }), 504],
    ['NATS, no responders', errorWith({ name: 'NatsError', code: '503' }), 503],
    ['NATS, closed', errorWith({ name: 'NatsError', code: 'CONNECTION_CLOSED' }), 503],
    ['NATS, credentials', errorWith({ name: 'NatsError', code: 'AUTHORIZATION_VIOLATION' }), 500],
    ['NATS 3, no responders', errorWith({ name: 'NoRespondersError' }), 503],
    [
      'amqplib, closed channel',
      errorWith({ name: 'IllegalOperationError', stackAtStateChange: 'Error' }, 'Channel closed'),
      503,
    ],
    [
      'amqplib, broker goes away',
      errorWith({ code: 320 }, 'Connection closed: 320 (CONNECTION-FORCED) with message "x"'),
      503,
    ],
    [
      'amqplib, no such queue',
      errorWith({ code: 404 }, 'Channel closed by server: 404 (NOT-FOUND) with message "x"'),
      500,
    ],
    ['nodemailer, refused', errorWith({ code: 'ESOCKET', command: 'CONN', syscall: 'connect' }), 503],
    ['nodemailer, name not found', errorWith({ code: 'EDNS', command: 'CONN' }), 503],
    ['nodemailer, connect timeout', errorWith({ code: 'ETIMEDOUT', command: 'CONN' }), 503],
    ['nodemailer, late answer', errorWith({ code: 'ETIMEDOUT', command: 'DATA' }), 504],
    ['nodemailer, greylisted (4yz)', errorWith({ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 451 }), 503],
    [
      'nodemailer, recipient refused (550 is no status)',
      errorWith({ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }),
      500,
    ],
    ['nodemailer, our credentials', errorWith({ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }), 500],
  ])('%s', (_what, error, status) => {
    expect([statusOf(error), statusOf(error, { role: 'origin' })]).toEqual([status, status]);
    expect(judge(error).error.toJSON().error.message).not.toBe(error.message);
  });
});

describe('our own protections (503)', () => {
  test.each<readonly [string, Error]>([
    ['opossum, open', errorWith({ code: 'EOPENBREAKER' }, 'Breaker is open')],
    ['opossum, semaphore', errorWith({ code: 'ESEMLOCKED' })],
    ['opossum, shut down', errorWith({ code: 'ESHUTDOWN' }, 'The circuit has been shutdown.')],
    ['cockatiel, breaker', errorOfClass('BrokenCircuitError')],
    ['cockatiel, isolated', errorOfClass('IsolatedCircuitError')],
    ['cockatiel, bulkhead', errorOfClass('BulkheadRejectedError')],
    ['bottleneck', errorOfClass('BottleneckError')],
    ['piscina', new Error('Task queue is at limit')],
    ['undici, closed while shutting down', errorWith({ code: 'UND_ERR_DESTROYED' })],
    ['no descriptors', errorWith({ code: 'EMFILE', syscall: 'open' })],
    ['no descriptors to connect with', errorWith({ code: 'EMFILE', syscall: 'connect', port: 5432 })],
  ])('%s', (_what, error) => {
    expect(statusOf(error)).toBe(503);
  });

  test('ESHUTDOWN of libuv is something else', () => {
    expect(statusOf(errorWith({ code: 'ESHUTDOWN', syscall: 'write' }))).toBe(500);
  });
});

describe('files', () => {
  test('the client asked for a URL, not for a path: 500 (V307)', () => {
    const codes = ['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'EEXIST', 'ENAMETOOLONG', 'ERR_FS_EISDIR'];
    expect(codes.map((code) => statusOf(errorWith({ code, syscall: 'open', path: '/srv/x' })))).toEqual(
      codes.map(() => 500),
    );
  });

  test('a full disk is 507; the limit of inotify, which has the same code, is not', () => {
    expect([
      statusOf(errorWith({ code: 'ENOSPC', syscall: 'write' })),
      statusOf(errorWith({ code: 'EDQUOT' })),
      statusOf(errorWith({ code: 'ENOSPC', syscall: 'watch' })),
    ]).toEqual([507, 507, 500]);
  });

  test('send’s own 404 stays (ENOENT with a status)', () => {
    const { error } = judge(
      errorWith({ code: 'ENOENT', path: '/srv/x', status: 404, statusCode: 404, expose: false }, "stat '/srv/x'"),
    );
    expect(error.toJSON()).toEqual({ error: { code: 404, message: 'Not Found' } });
  });
});
