import { toPlainText } from '../../http/markup.ts';
import type { DebugView, ErrorView, Representation } from '../error-view.ts';
import { renderFrame } from '../source-frames.ts';
import { toAdvice, toOwnText } from './advice.ts';

/** CT-3. */
const contentType = 'text/plain; charset=utf-8';

/** Plain text for a terminal: the status, what was said, what to do next, what to quote. */
export function renderText(view: ErrorView): Representation {
  const status = `${view.status} ${view.phrase}`;
  const paragraphs = [status, toOwnText(view), ...toAdvice(view), factLines(view), debugText(view.debug)];
  const body = paragraphs.filter((paragraph) => paragraph !== undefined && paragraph !== '').join('\n\n');
  return { contentType, body: `${toPlainText(body)}\n` };
}

function factLines(view: ErrorView): string {
  const facts: readonly (readonly [label: string, value: string | undefined])[] = [
    ['Reason', view.reason],
    ['Request id', view.requestId],
    ['Trace id', view.traceId],
    ['Help', view.help],
  ];
  return facts
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([label, value]) => `${label}: ${value}`)
    .join('\n');
}

function debugText(debug: DebugView | undefined): string | undefined {
  if (debug === undefined) return undefined;
  const causes = debug.causes.map((cause) => `Caused by: ${cause.stack ?? `${cause.name}: ${cause.message}`}`);
  const frames = (debug.frames ?? []).map((frame) => `${frame.file}:${frame.line}\n${renderFrame(frame)}`);
  return [debug.stack, ...frames, ...causes].join('\n\n');
}
