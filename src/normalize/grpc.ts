import { isArray } from '../http/safe-read.ts';
import type { Marks } from './marks.ts';
import type { Classifier, Verdict } from './verdict.ts';
import { cancelledWork, gatewayTimeout } from './verdicts.ts';

/**
 * gRPC upstreams: @grpc/grpc-js, google-gax, ConnectRPC, nice-grpc. The server judged our call, so of its statuses only
 * "no capacity" and "no time" mean anything to our client.
 */

function unavailable(rule: string): Verdict {
  return {
    status: 503,
    rule,
    upstream: true,
    domain: 'upstream',
    options: { transient: true, proxy: { error: 'destination_unavailable' } },
  };
}

function unusable(rule: string, transient = false): Verdict {
  return { status: 502, rule, upstream: true, options: { transient } };
}

/** By number, as in google.rpc.Code. */
const codes: readonly (Verdict | undefined)[] = [
  undefined,
  cancelledWork('grpc/cancelled'),
  unusable('grpc/unknown', true),
  unusable('grpc/invalid_argument'),
  gatewayTimeout('grpc/deadline_exceeded', 'http_response_timeout'),
  unusable('grpc/not_found'),
  unusable('grpc/already_exists'),
  unusable('grpc/permission_denied'),
  unavailable('grpc/resource_exhausted'),
  unusable('grpc/failed_precondition'),
  unavailable('grpc/aborted'),
  unusable('grpc/out_of_range'),
  unusable('grpc/unimplemented'),
  unusable('grpc/internal', true),
  unavailable('grpc/unavailable'),
  unusable('grpc/data_loss'),
  unusable('grpc/unauthenticated'),
];

/** A lone number is no gRPC code: DOMException, MongoDB and child processes use the same ones. */
function isGrpc({ details, metadata, className, name }: Marks): boolean {
  const described = typeof details === 'string' || isArray(details);
  return (
    (described && metadata !== undefined && metadata !== null) ||
    className === 'GoogleError' ||
    (name === 'ClientError' && typeof details === 'string')
  );
}

export const classifyGrpc: Classifier<Marks> = (marks) => {
  const { numericCode } = marks;
  return numericCode !== undefined && isGrpc(marks) ? codes[numericCode] : undefined;
};
