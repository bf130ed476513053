import { constructorName, isErrorLike, readProperty } from '../http/safe-read.ts';

/** Properties that are kept as they were read; whoever uses one checks its type. */
type RawMark =
  | 'message'
  | 'status'
  | 'statusCode'
  | 'expose'
  | 'headers'
  | 'cause'
  | 'errors'
  | 'type'
  | 'response'
  | 'request'
  | 'config'
  | 'options'
  | 'isAxiosError'
  | 'meta'
  | 'metadata'
  | 'awsMetadata'
  | 'awsResponse'
  | 'details'
  | 'url'
  | 'method'
  | 'rawResponse'
  | 'responseHeaders'
  | 'requestID'
  | 'rawType'
  | 'error'
  | 'syscall'
  | 'port'
  | 'timeout'
  | 'event'
  | 'command'
  | 'isBoom'
  | 'output'
  | 'getStatus'
  | 'getResponse'
  | 'res'
  | 'extensions'
  | 'httpCode'
  | 'issues'
  | 'issue'
  | 'isJoi'
  | 'inner'
  | 'validation'
  | 'failures'
  | 'path'
  | 'arkErrors'
  | 'messages'
  | 'data'
  | 'severity'
  | 'sqlState'
  | 'sqlMessage'
  | 'fatal'
  | 'errorNum'
  | 'number'
  | 'errorCode'
  | 'errcode'
  | 'info'
  | 'retryable'
  | 'retriable'
  | 'responseCode'
  | 'original'
  | 'parent'
  | 'driverError'
  | 'nativeError'
  | 'originalError'
  | 'wrapped';

/**
 * What classifiers tell foreign errors apart by. Everything is read once, here, before anybody decides: a getter that
 * answers differently the second time cannot play one classifier against another, and some seventy reads cost about a
 * microsecond in all.
 */
export interface Marks extends Readonly<Record<RawMark, unknown>> {
  readonly thrown: object;
  /** An Error of any realm. */
  readonly isError: boolean;
  readonly className: string | undefined;
  readonly name: string | undefined;
  readonly code: string | undefined;
  /** A numeric `code`, which by itself means nothing: gRPC 1 to 16, DOMException 23, MongoDB 11000. */
  readonly numericCode: number | undefined;
  /** The beginning of the message, for comparisons. */
  readonly text: string;
}

/** Names and codes are short; a longer one is nobody's. */
const maxName = 100;
const maxText = 1000;

/** A key that nothing has. A Proxy that answers even this one answers anything, so nothing it says is evidence. */
const canary = 'failwell:no-such-property';

function shortText(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= maxName ? value : undefined;
}

function beginning(message: unknown): string {
  if (typeof message !== 'string') return '';
  return message.length <= maxText ? message : message.slice(0, maxText);
}

/** Whether nothing that the value says is evidence. */
export function answersEverything(value: unknown): boolean {
  return readProperty(value, canary) !== undefined;
}

/** Reads the marks of an object; undefined where it answers every key, so that its answers prove nothing. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a table, one line a mark; parts put together again would cost a third more
export function readMarks(thrown: object): Marks | undefined {
  const read = (key: string): unknown => readProperty(thrown, key);
  if (answersEverything(thrown)) return undefined;
  const code = read('code');
  const message = read('message');
  return {
    thrown,
    isError: isErrorLike(thrown),
    className: shortText(constructorName(thrown)),
    name: shortText(read('name')),
    code: shortText(code),
    numericCode: typeof code === 'number' && Number.isInteger(code) ? code : undefined,
    text: beginning(message),
    message,
    status: read('status'),
    statusCode: read('statusCode'),
    expose: read('expose'),
    headers: read('headers'),
    cause: read('cause'),
    errors: read('errors'),
    type: read('type'),
    response: read('response'),
    request: read('request'),
    config: read('config'),
    options: read('options'),
    isAxiosError: read('isAxiosError'),
    meta: read('meta'),
    metadata: read('metadata'),
    awsMetadata: read('$metadata'),
    awsResponse: read('$response'),
    details: read('details'),
    url: read('url'),
    method: read('method'),
    rawResponse: read('rawResponse'),
    responseHeaders: read('responseHeaders'),
    requestID: read('requestID'),
    rawType: read('rawType'),
    error: read('error'),
    syscall: read('syscall'),
    port: read('port'),
    timeout: read('timeout'),
    event: read('event'),
    command: read('command'),
    isBoom: read('isBoom'),
    output: read('output'),
    getStatus: read('getStatus'),
    getResponse: read('getResponse'),
    res: read('res'),
    extensions: read('extensions'),
    httpCode: read('httpCode'),
    issues: read('issues'),
    issue: read('issue'),
    isJoi: read('isJoi'),
    inner: read('inner'),
    validation: read('validation'),
    failures: read('failures'),
    path: read('path'),
    arkErrors: read('arkErrors'),
    messages: read('messages'),
    data: read('data'),
    severity: read('severity'),
    sqlState: read('sqlState'),
    sqlMessage: read('sqlMessage'),
    fatal: read('fatal'),
    errorNum: read('errorNum'),
    number: read('number'),
    errorCode: read('errorCode'),
    errcode: read('errcode'),
    info: read('info'),
    retryable: read('retryable'),
    retriable: read('retriable'),
    responseCode: read('responseCode'),
    original: read('original'),
    parent: read('parent'),
    driverError: read('driverError'),
    nativeError: read('nativeError'),
    originalError: read('originalError'),
    wrapped: read('jse_cause') ?? read('oauthError') ?? read('chainedError') ?? read('lastNodeError'),
  };
}
