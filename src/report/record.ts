import type { ErrorReport } from './error-report.ts';
import { exceptionFields } from './exception-fields.ts';
import { severities } from './level.ts';
import type { RecordInput } from './record-input.ts';
import type { Redactor } from './redact.ts';
import { requestFields, traceFields } from './request-fields.ts';
import { textLimits } from './text.ts';
import { upstreamFields, verdictFields, warningList } from './verdict-fields.ts';

/** Makes the record of one failure: an allow-list of fields, every foreign text through the redactor. */
export function createRecord(input: RecordInput, redactor: Redactor): ErrorReport {
  const { failure, fingerprint, level, dropped, now } = input;
  const path = redactor.line(failure.request.path, textLimits.path) || '/';
  const exception = exceptionFields(input, path, redactor);
  const warnings = warningList(input, redactor);
  return {
    timestamp: new Date(now).toISOString(),
    ...severities[level],
    ...exception,
    ...requestFields(input, path, redactor),
    'http.response.status_code': failure.status,
    ...traceFields(failure),
    ...verdictFields(failure, redactor),
    'failwell.fingerprint': fingerprint,
    ...upstreamFields(failure, redactor),
    ...(warnings.length === 0 ? {} : { 'failwell.warnings': warnings }),
    'failwell.count': 1,
    ...(dropped === 0 ? {} : { 'failwell.dropped': dropped }),
  } as ErrorReport;
}
