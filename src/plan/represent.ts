import { toJsonSafe } from '../http/json-safe.ts';
import type { RequestView } from '../http/request-view.ts';
import { isArray, isObject, readProperty } from '../http/safe-read.ts';
import type { Warning } from '../http/warning.ts';
import type { ErrorView, Format, Representation } from './error-view.ts';
import { envelopeType, renderEnvelope, toEnvelope } from './formats/envelope.ts';
import { renderHtml, renderOwnHtml } from './formats/html.ts';
import { toHtmlPage } from './formats/html-page.ts';
import { renderProblem } from './formats/problem.ts';
import { renderText } from './formats/text.ts';
import { negotiateFormat } from './negotiate.ts';
import type { FormatContext, FormatName, PlanSettings } from './plan-settings.ts';

/** Every format: one file in formats/ and one line here. */
const formats: Readonly<Record<FormatName, Format>> = {
  envelope: renderEnvelope,
  problem: renderProblem,
  html: renderHtml,
  text: renderText,
};

/** CT-6: the error path never answers 406 and never changes the status; what nobody asked for is JSON. */
export function chooseFormat(request: RequestView, settings: PlanSettings): FormatName {
  return settings.format === 'negotiate' ? negotiateFormat(request.header('accept')) : settings.format;
}

/** Hooks are synchronous, and a rejected promise that nobody awaits would end the process (SE-4). */
export function refusePromise(result: unknown): void {
  if (typeof readProperty(result, 'then') !== 'function') return;
  Promise.resolve(result).catch(() => undefined);
  throw new TypeError('a hook returned a promise');
}

type Hook = (view: ErrorView, context: FormatContext, settings: PlanSettings, warnings: Warning[]) => Representation;

const withOwnBody: Hook = (view, context, settings, warnings) => {
  const own: unknown = settings.body?.(toEnvelope(view), context);
  refusePromise(own);
  const { value, reduced } = toJsonSafe(own);
  if (!isObject(value) || isArray(value)) throw new TypeError('"body" did not return an object');
  if (reduced)
    warnings.push({ code: 'details_reduced', message: 'what "body" returned was reduced to what can be sent' });
  return { contentType: envelopeType, body: JSON.stringify(value) };
};

const withOwnPage: Hook = (view, context, settings) => {
  const own: unknown = settings.html?.(toHtmlPage(view), context);
  refusePromise(own);
  if (typeof own !== 'string') throw new TypeError('"html" did not return a string');
  return renderOwnHtml(own);
};

const hooks: { readonly [Name in FormatName]?: Hook } = { envelope: withOwnBody, html: withOwnPage };
const hookOption: { readonly [Name in FormatName]?: 'body' | 'html' } = { envelope: 'body', html: 'html' };

/** What is left when even a format fails; nothing in it depends on the error's content. */
function minimal(view: ErrorView): Representation {
  return renderEnvelope({ status: view.status, phrase: view.phrase, message: view.phrase, exposed: false });
}

/** The body in the chosen format: the user's hook, else ours, else the minimal envelope (SE-4). */
export function represent(
  name: FormatName,
  view: ErrorView,
  context: FormatContext,
  settings: PlanSettings,
  warnings: Warning[],
): Representation {
  const option = hookOption[name];
  const hook = hooks[name];
  if (hook !== undefined && option !== undefined && settings[option] !== undefined) {
    try {
      return hook(view, context, settings, warnings);
    } catch {
      warnings.push({ code: 'hook_failed', message: `the "${option}" option failed; the default was sent` });
    }
  }
  try {
    return formats[name](view);
  } catch {
    warnings.push({ code: 'format_failed', message: `the ${name} format failed; the minimal envelope was sent` });
    return minimal(view);
  }
}
