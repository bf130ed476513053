import { setExceptionFields } from './exception-fields.ts';
import { setLevel } from './level.ts';
import type { Fields, RecordInput } from './record-input.ts';
import type { Redactor } from './redact.ts';
import { setRequestFields, setTraceFields } from './request-fields.ts';
import { textLimits } from './text.ts';
import { setUpstreamFields, setVerdictFields, warningList } from './verdict-fields.ts';

/**
 * Makes the record of one failure: an allow-list of fields, every foreign text through the redactor. One object that every
 * part writes into: made of spread parts, a record of 25 fields costs as much as its JSON.
 */
export function createRecord(input: RecordInput, redactor: Redactor): Fields {
  const { failure, fingerprint, level, dropped, now } = input;
  const path = redactor.line(failure.request.path, textLimits.path) || '/';
  const fields: Fields = { timestamp: new Date(now).toISOString() };
  setLevel(fields, level);
  setExceptionFields(fields, input, path, redactor);
  setRequestFields(fields, input, path, redactor);
  fields['http.response.status_code'] = failure.status;
  setTraceFields(fields, failure);
  setVerdictFields(fields, failure, redactor);
  fields['failwell.fingerprint'] = fingerprint;
  setUpstreamFields(fields, failure, redactor);
  const warnings = warningList(input, redactor);
  if (warnings.length > 0) fields['failwell.warnings'] = warnings;
  fields['failwell.count'] = 1;
  if (dropped > 0) fields['failwell.dropped'] = dropped;
  return fields;
}
