import type { FailureDomain } from '../error/status.ts';
import type { Warning } from '../http/warning.ts';
import type { Outcome } from './failure.ts';

/** One error behind the thrown one. */
export interface ReportedCause {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
}

/**
 * One failure, one record: flat, JSON-safe, redacted. Names without `failwell.` are those of OpenTelemetry's semantic
 * conventions 1.37.0 (HTTP, exception) and of its log data model (severity, trace ids). docs/record.md has each field,
 * schemas/record.schema.json the JSON Schema. An absent field is unknown or does not apply; none is ever null.
 */
export interface ErrorReport {
  /** When the failure was reported, RFC 3339 with milliseconds, UTC. */
  readonly timestamp: string;
  /** Level in upper case: `ERROR`, `WARN`, `INFO`, `DEBUG`. */
  readonly severity_text: 'ERROR' | 'WARN' | 'INFO' | 'DEBUG';
  /** 17, 13, 9 or 5. */
  readonly severity_number: 17 | 13 | 9 | 5;
  /** One line for people: `GET /orders/7 502 BadGateway: connect ECONNREFUSED 10.0.0.7:8080`. */
  readonly message: string;
  /** Method in upper case; `_OTHER` for one that RFC 9110 and RFC 5789 do not have. */
  readonly 'http.request.method': string;
  /** The method as it came, where `http.request.method` is `_OTHER`. */
  readonly 'http.request.method_original'?: string;
  /** Path without query. */
  readonly 'url.path': string;
  /** Route template, where the host knows it. */
  readonly 'http.route'?: string;
  /** Status on the wire; 499 where the client had left. */
  readonly 'http.response.status_code': number;
  /** Class of the error that was answered with, or its status where it has no class of its own. Few values. */
  readonly 'error.type': string;
  /** Class of the thrown value; for what is no object its `typeof`, or `null`. */
  readonly 'exception.type': string;
  /** The thrown value's message in one line, redacted, at most 1024 characters. */
  readonly 'exception.message': string;
  /** Stack of the thrown value and of its causes, redacted, at most 8192 characters. */
  readonly 'exception.stacktrace'?: string;
  readonly trace_id?: string;
  readonly span_id?: string;
  /** `01` sampled, `00` not. */
  readonly trace_flags?: '00' | '01';
  /** `code` of the thrown value, such as `ECONNREFUSED` or `23505`. */
  readonly 'failwell.code'?: string;
  /** Who has to act. */
  readonly 'failwell.domain': FailureDomain;
  /** Same for the same failure across requests, processes and releases: 16 hex digits. */
  readonly 'failwell.fingerprint': string;
  readonly 'failwell.request_id'?: string;
  /** Machine-readable reason that the client was given. */
  readonly 'failwell.reason'?: string;
  /** Whether the client saw the error's own message. */
  readonly 'failwell.exposed': boolean;
  readonly 'failwell.outcome': Outcome;
  /** Whether a deadline or an abort ended the work. */
  readonly 'failwell.cancelled': boolean;
  /** The rule that decided what the thrown value is: `own`, `map`, `transport/ECONNREFUSED`, `unclassified`. */
  readonly 'failwell.rule'?: string;
  readonly 'failwell.retry.retryable'?: boolean;
  /** Whole seconds, as in Retry-After. */
  readonly 'failwell.retry.after'?: number;
  readonly 'failwell.retry.idempotent_only'?: boolean;
  /** Proxy error type of RFC 9209 section 2.3, such as `dns_timeout`. */
  readonly 'failwell.proxy.error'?: string;
  readonly 'failwell.upstream.name'?: string;
  readonly 'failwell.upstream.duration_ms'?: number;
  /** Status that the upstream answered. */
  readonly 'failwell.upstream.status'?: number;
  /** What was left out or went wrong while the failure was answered or reported. */
  readonly 'failwell.warnings'?: readonly Warning[];
  /** Errors behind the thrown one, nearest first, at most 12. */
  readonly 'failwell.causes'?: readonly ReportedCause[];
  /** Failures that this record stands for: 1, or those that `dedupe` held back. */
  readonly 'failwell.count': number;
  /** Records that were not handed to a hook or logger since the last record, because too many calls were pending. */
  readonly 'failwell.dropped'?: number;
}
