type Reason = 'cancelled' | 'uploadAborted' | 'clientLeft' | 'coding' | 'plainObject';

/** Why an answer differs from the record's recommendation. */
export const reasons: Readonly<Record<Reason, string>> = {
  cancelled:
    'That the client left is read from the request before anything is classified. A cancellation that gets here is a 504 with cancelled: true, for a deadline of somebody is the reason left.',
  uploadAborted:
    'http-errors-shaped, so its own 400 stands, marked cancelled: whether the client is gone is read from the request, and then nothing is sent at all.',
  clientLeft:
    'The code is also what a dying upstream leaves (vector V280 wants 502 for EPIPE). Only the state of the request can tell that the client left, and the host asks it first.',
  coding:
    "Vector V301: to a gateway a bare content-coding error is the upstream's (502); the record has 502 as an alternative.",
  plainObject: 'A plain object has no say about the status, whatever it bears (vector V332).',
};

export interface Disagreement {
  readonly ours: number;
  readonly because: Reason;
}

const cancelled: Disagreement = { ours: 504, because: 'cancelled' };
const uploadAborted: Disagreement = { ours: 400, because: 'uploadAborted' };
const clientLeft: Disagreement = { ours: 502, because: 'clientLeft' };
const coding: Disagreement = { ours: 502, because: 'coding' };
const plainObject: Disagreement = { ours: 500, because: 'plainObject' };

/** Every decidable record whose recommendation is not followed. The test fails on one that is missing, or one too many. */
export const disagreements: Readonly<Record<string, Disagreement>> = {
  'upstream/abort/fetch': cancelled,
  'upstream/abort/undici': cancelled,
  'upstream/abort/axios': cancelled,
  'upstream/abort/got': cancelled,
  'upstream/abort/ky': cancelled,
  'upstream/abort/node-fetch': cancelled,
  'upstream/abort-reason/axios': cancelled,
  'upstream/abort-reason/got': cancelled,
  'upstream/abort-reason/http': cancelled,
  'upstream/cancel/got11': cancelled,
  'upstream/dns-cancelled/dns': cancelled,
  'upstream/pipeline-client-dies/stream': clientLeft,
  'request/body-aborted/express5': uploadAborted,
  'request/body-aborted/express4': uploadAborted,
  'request/aborted-new/koa3': uploadAborted,
  'request/sendfile-client-left/express5': cancelled,
  'request/sendfile-client-left/express4': cancelled,
  'service/s3-abort/aws-sdk': cancelled,
  'data/abort/redis': cancelled,
  'local/abort-once/node': cancelled,
  'local/throw-if-aborted/node': cancelled,
  'local/epipe/node': clientLeft,
  'local/zlib-data/node': coding,
  'local/brotli/node': coding,
  'odd/domexception-aborterror': cancelled,
  'odd/plain-object': plainObject,
  'odd/null-proto': plainObject,
};
