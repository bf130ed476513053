import { isErrorStatus } from '../error/status.ts';
import type { Marks } from './marks.ts';
import type { Classifier, Verdict } from './verdict.ts';
import { cancelledWork, clientFault, fault } from './verdicts.ts';

/** Multipart parsers, which carry no status (multer, busboy) or one under a name of their own (formidable). */

const tooLarge = clientFault(413, 'upload/limit', 'The upload exceeds a limit.');
const malformed = clientFault(400, 'upload/malformed', 'The form data is malformed.');
const unexpected = clientFault(400, 'upload/unexpected_field', 'The form has an unexpected field.');
const unsupported = clientFault(415, 'upload/unsupported_type', 'Unsupported Media Type');

/** multer: every other LIMIT_ is about size or number. */
const multerCodes: Readonly<Record<string, Verdict>> = {
  LIMIT_UNEXPECTED_FILE: unexpected,
  LIMIT_FIELD_NESTING: malformed,
  LIMIT_FIELD_ARRAY_INDEX: malformed,
  MISSING_FIELD_NAME: malformed,
  INVALID_FIELD_NAME: malformed,
  STREAM_DESTROYED: fault('upload/stream_destroyed'),
};

const classifyMulter: Classifier<Marks> = ({ name, className, code }) => {
  if (code === undefined || (name !== 'MulterError' && className !== 'MulterError')) return undefined;
  if (Object.hasOwn(multerCodes, code)) return multerCodes[code];
  return code.startsWith('LIMIT_') ? tooLarge : undefined;
};

/** busboy throws plain Errors; these are all of its texts. */
const busboyTexts: Readonly<Record<string, Verdict>> = {
  'Multipart: Boundary not found': malformed,
  'Malformed content type': malformed,
  'Malformed part header': malformed,
  'Malformed urlencoded form': malformed,
  'Unexpected end of form': malformed,
  'Unexpected end of file': malformed,
  'Unexpected end of multipart data': malformed,
  'Missing Content-Type': unsupported,
};

const classifyBusboy: Classifier<Marks> = ({ name, text }) => {
  if (name !== 'Error') return undefined;
  if (Object.hasOwn(busboyTexts, text)) return busboyTexts[text];
  return text.startsWith('Unsupported content type: ') ? unsupported : undefined;
};

const aborted = cancelledWork('upload/aborted');

/** formidable: `httpCode` beside a number of its own from 1000 on. */
const classifyFormidable: Classifier<Marks> = ({ httpCode, numericCode = 0 }) => {
  if (!isErrorStatus(httpCode) || numericCode < 1000 || numericCode > 1999) return undefined;
  if (numericCode === 1002) return aborted;
  if (httpCode >= 500) return { status: httpCode, rule: 'upload/formidable' };
  return clientFault(
    httpCode,
    'upload/formidable',
    httpCode === 413 ? 'The upload exceeds a limit.' : 'The form data cannot be processed.',
  );
};

export const uploads: readonly Classifier<Marks>[] = [classifyMulter, classifyBusboy, classifyFormidable];
