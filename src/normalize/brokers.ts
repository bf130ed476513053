import { readProperty } from '../http/safe-read.ts';
import type { Marks } from './marks.ts';
import { transportVerdict } from './transport.ts';
import type { Classifier, Verdict } from './verdict.ts';
import { contention, dependencyDown, fault, lateDependency } from './verdicts.ts';

/** Message brokers and mail servers: dependencies that do not speak HTTP, so an outage of theirs is a 503. */

const kafkaLate = lateDependency('broker/kafka_timeout');
const kafkaDown = dependencyDown('broker/kafka_unavailable');
const kafkaUnknown = fault('broker/kafka');
const kafkaLock = contention('broker/kafka_lock');

/** librdkafka: all brokers down, transport, unresolved host; timed out. */
const rdkafkaDown: ReadonlySet<number> = new Set([-187, -193, -195]);
const rdkafkaLate: ReadonlySet<number> = new Set([-185, -192]);

function isKafka({ name, className }: Marks): boolean {
  return (name ?? '').startsWith('KafkaJS') || className === 'LibrdKafkaError';
}

/** kafkajs and confluent's client in its manner: the name says what, `retriable` whether it passes. */
const classifyKafka: Classifier<Marks> = (marks) => {
  if (!isKafka(marks)) return undefined;
  const { name = '', retriable, numericCode } = marks;
  if (numericCode !== undefined && rdkafkaLate.has(numericCode)) return kafkaLate;
  if (numericCode !== undefined && rdkafkaDown.has(numericCode)) return kafkaDown;
  if (name === 'KafkaJSLockTimeout') return kafkaLock;
  if (/Timeout/.test(name)) return kafkaLate;
  if (/Connection|Broker|NumberOfRetries|MetadataNotLoaded|CoordinatorNotFound/.test(name)) return kafkaDown;
  return retriable === true ? kafkaDown : kafkaUnknown;
};

const natsLate = lateDependency('broker/nats_timeout');
const natsDown = dependencyDown('broker/nats_unavailable');
const natsUnknown = fault('broker/nats');

const natsCodes: Readonly<Record<string, Verdict>> = {
  TIMEOUT: natsLate,
  '408': natsLate,
  '503': natsDown,
  CONNECTION_CLOSED: natsDown,
  CONNECTION_DRAINING: natsDown,
  CONNECTION_REFUSED: natsDown,
  CONNECTION_TIMEOUT: natsDown,
  DISCONNECT: natsDown,
  STALE_CONNECTION: natsDown,
};

const natsNames: ReadonlySet<string> = new Set([
  'NoRespondersError',
  'ClosedConnectionError',
  'DrainingConnectionError',
]);

/** nats.js 2 has one class with codes that look like statuses; version 3 has a class each. */
const classifyNats: Classifier<Marks> = ({ name, code }) => {
  if (name === 'NatsError') return code !== undefined && Object.hasOwn(natsCodes, code) ? natsCodes[code] : natsUnknown;
  return name !== undefined && natsNames.has(name) ? natsDown : undefined;
};

const amqpDown = dependencyDown('broker/amqp_closed');
const amqpUnknown = fault('broker/amqp');
const amqpLate = lateDependency('broker/amqp_timeout');

/** amqplib: operations on a closed channel, and replies with AMQP codes that are no HTTP statuses (404 is a queue). */
const classifyAmqp: Classifier<Marks> = ({ name, className, code, text, thrown }) => {
  if (name === 'IllegalOperationError' || readProperty(thrown, 'stackAtStateChange') !== undefined) return amqpDown;
  if (name === 'AMQPConnectionError' || className === 'AMQPConnectionError') return amqpDown;
  if (name === 'AMQPError' || name === 'AMQPChannelError')
    return code === 'RPC_TIMEOUT' ? amqpLate : code === 'CONN_CLOSE' ? amqpDown : amqpUnknown;
  const reply = /^(Channel|Connection) closed(?: by server)?: (\d{3}) \(/.exec(text);
  if (reply === null) return undefined;
  // 320 CONNECTION-FORCED and 541 INTERNAL-ERROR: the broker goes away.
  return reply[2] === '320' || reply[2] === '541' ? amqpDown : amqpUnknown;
};

const mailTransient = dependencyDown('mail/transient');
const mailDown = dependencyDown('mail/connection');
const mailRefused = fault('mail/refused');
const mailLate = lateDependency('mail/timeout');

const mailCodes: Readonly<Record<string, Verdict>> = {
  ECONNECTION: mailDown,
  ESOCKET: mailDown,
  EDNS: mailDown,
  ETLS: mailDown,
  EAUTH: mailRefused,
  ENOAUTH: mailRefused,
  EENVELOPE: mailRefused,
  EMESSAGE: mailRefused,
  EPROTOCOL: mailRefused,
  ESTREAM: mailRefused,
};

/**
 * nodemailer: `command` names the SMTP command that failed and `responseCode` is SMTP's, where 4yz is the transient
 * class. Our credentials refused, or a recipient, is no matter of the client's.
 */
const classifyMail: Classifier<Marks> = ({ command, code, responseCode }) => {
  if (code === undefined || (typeof command !== 'string' && typeof responseCode !== 'number')) return undefined;
  if (typeof responseCode === 'number') return responseCode >= 400 && responseCode < 500 ? mailTransient : mailRefused;
  if (code === 'ETIMEDOUT') return command === 'CONN' ? mailDown : mailLate;
  if (Object.hasOwn(mailCodes, code)) return mailCodes[code];
  return command === 'CONN' && transportVerdict(code) !== undefined ? mailDown : undefined;
};

export const brokers: readonly Classifier<Marks>[] = [classifyKafka, classifyNats, classifyAmqp, classifyMail];
