import type { ErrorView } from '../error-view.ts';

/** What happened in a person's words, and what to do while no exact time is known. */
type Advice = readonly [first: string, again?: string];

/** Statuses where a person can do something particular. A table, so that a translation or a new status is one line. */
const adviceByStatus: Readonly<Record<number, Advice>> = {
  401: ['Sign in, then open this page again.'],
  402: ['A payment is needed before this can go on.'],
  403: ['You do not have access to this. If you should have it, ask the owner or sign in with another account.'],
  404: ['Check the address for typing mistakes, or look for the page from the start page.'],
  405: ['This address does not take that kind of request. Go back and try another way.'],
  406: ['This is not available in the form that was asked for.'],
  407: ['Sign in to the proxy of your network first.', 'Then try again.'],
  408: ['The request took too long to arrive. Check your connection.', 'Then try again.'],
  409: ['This conflicts with what is already there. Reload it, check, then repeat your change.'],
  410: ['This was removed for good. Links and bookmarks that lead here can be deleted.'],
  412: ['Something changed in the meantime. Reload it, then repeat your change.'],
  413: ['What was sent is too large. Send a smaller file or less data.'],
  414: ['The address is too long. Shorten it, or look for the page from the start page.'],
  415: ['This kind of file or data is not accepted here. Send it in another format.'],
  422: ['Some of what was sent is not valid. Go back, correct it and send it again.'],
  423: ['Somebody else is using this at the moment.', 'Try again later.'],
  425: ['The request came too early.', 'Try again.'],
  426: ['Update your browser or app, then try again.'],
  428: ['Reload it to get the current version, then repeat your change.'],
  429: ['Too many requests came in a short time.', 'Wait a moment, then try again.'],
  431: ['Your browser sent more than fits. Delete the cookies of this site, then try again.'],
  451: ['This cannot be shown for legal reasons.'],
  501: ['The server does not support this.'],
  502: [
    'A system that this service depends on did not answer correctly. You did nothing wrong.',
    'Try again in a moment.',
  ],
  503: ['The service is busy or under maintenance.', 'Try again in a few minutes.'],
  504: ['A system that this service depends on took too long. You did nothing wrong.', 'Try again in a moment.'],
  505: ['Update your browser or app, then try again.'],
  507: ['The service has no room left to store this.', 'Try again later.'],
  511: ['Sign in to this network first, usually on the page that the Wi-Fi opens.', 'Then try again.'],
};

const clientAdvice: Advice = ['Something in the request has to change. Go back and check it.'];
const serverAdvice: Advice = ['Something went wrong on our side. You did nothing wrong.', 'Try again later.'];

/**
 * What a person can do next, one or two paragraphs of full sentences: from the status, the retry hint and the request id.
 * In English; an own page (`html`) says it in another language.
 */
export function toAdvice(view: ErrorView): readonly string[] {
  const [first, again] = adviceByStatus[view.status] ?? (view.status < 500 ? clientAdvice : serverAdvice);
  const after = view.retry?.after;
  const next = joinSentences(first, after === undefined ? again : `Try again in ${formatDelay(after)}.`);
  // A person repeats a POST by reloading: what an automatic retry must not do (idempotentOnly) deserves a warning here.
  const caution =
    view.retry?.idempotentOnly === true ? 'If you were sending something, check first whether it arrived.' : '';
  const report =
    view.status >= 500 && view.requestId ? 'If it keeps happening, report it with the request id below.' : '';
  return [next, joinSentences(caution, report)].filter((paragraph) => paragraph !== '');
}

function joinSentences(one: string, other = ''): string {
  return one !== '' && other !== '' ? `${one} ${other}` : one + other;
}

/** Upwards, so that nobody comes back too early. */
const units: readonly (readonly [limit: number, seconds: number, name: string])[] = [
  [120, 1, 'second'],
  [7200, 60, 'minute'],
  [Number.POSITIVE_INFINITY, 3600, 'hour'],
];

function formatDelay(seconds: number): string {
  const [, size, name] = units.find(([limit]) => seconds < limit) ?? [0, 1, 'second'];
  const count = Math.ceil(seconds / size);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** The exposed message, where it says more than the phrase. */
export function toExposedText(view: ErrorView): string | undefined {
  return view.exposed ? unlessPhrase(view.message, view) : undefined;
}

/** The text of this occurrence, where there is one: the exposed message, else the problem's title. */
export function toOwnText(view: ErrorView): string | undefined {
  return toExposedText(view) ?? unlessPhrase(view.title, view);
}

function unlessPhrase(text: string | undefined, view: ErrorView): string | undefined {
  return text === '' || text === view.phrase ? undefined : text;
}
