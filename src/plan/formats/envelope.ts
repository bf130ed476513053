import type { ErrorView, Representation } from '../error-view.ts';
import type { Envelope } from '../plan-settings.ts';

/**
 * The documented envelope, `{"error":{"code":…,"message":…}}`: AIP-193's shape. Members are added on purpose only,
 * inside `error`, in this order, and never as null.
 */
export function toEnvelope(view: ErrorView): Envelope {
  const { status, message, canonical, reason, details, retry, requestId, traceId, help, debug } = view;
  const optional = { status: canonical, reason, details, retry, requestId, traceId, help, debug };
  const given = Object.entries(optional).filter(([, value]) => value !== undefined && value !== null);
  return { error: { code: status, message, ...Object.fromEntries(given) } };
}

export const envelopeType = 'application/json';

export function renderEnvelope(view: ErrorView): Representation {
  return { contentType: envelopeType, body: JSON.stringify(toEnvelope(view)) };
}
