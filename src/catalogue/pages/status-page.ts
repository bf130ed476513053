import { escapeMarkup as safe } from '../../http/markup.ts';
import { entries } from '../describe.ts';
import type { StatusDescription, TypicalResponse } from '../description.ts';
import type { FieldAdvice } from '../prose.ts';
import { type Document, linkTo, renderPage } from './page.ts';
import { cachingWords, domainWords, registryWords, retryWords, scopeWords, toRetryCondition } from './status-words.ts';

const code = (text: string | undefined): string => `<code>${safe(text)}</code>`;
const paragraphs = (...texts: readonly string[]): string =>
  texts
    .filter((text) => text !== '')
    .map((text) => `<p>${safe(text)}</p>`)
    .join('\n');

/** A part with its heading; nothing where there is nothing to say. */
function section(id: string, heading: string, content: string): string {
  return content === ''
    ? ''
    : `<section aria-labelledby="${id}">\n<h2 id="${id}">${heading}</h2>\n${content}\n</section>`;
}

function renderSpecLink({ specUrl, rfc, source }: StatusDescription): string {
  if (specUrl === undefined || rfc === undefined) return `none; used by ${safe(source ?? 'vendors')}`;
  return `<a href="${safe(specUrl)}">${safe(rfc.name)} section ${safe(rfc.section)}</a>`;
}

function renderFacts(entry: StatusDescription): string {
  const { recommended, recommendedScope, className, aliases, exposedByDefault } = entry;
  const classes = className === undefined ? undefined : [className, ...aliases].map(code).join(', ');
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Category', entry.category],
    ['Specification', renderSpecLink(entry)],
    ['Popularity', entry.popularity],
    ['Recommended', recommended ? `yes, for ${scopeWords[recommendedScope]}` : 'no'],
    ['Deprecated', registryWords[entry.registryStatus]],
    ['Who has to act', domainWords[entry.failureDomain]],
    ['Caching', cachingWords[entry.caching]],
    ['Message of the error', exposedByDefault ? 'shown to the client' : 'replaced by the name of the status'],
    ['Class', classes],
    ['Canonical name (AIP-193)', code(entry.canonical)],
  ];
  const items = facts.map(([name, value]) =>
    value === undefined ? '' : `<div><dt>${name}</dt><dd>${value}</dd></div>`,
  );
  return `<dl class="facts">${items.join('')}</dl>`;
}

function renderTypical(response: TypicalResponse | undefined): string {
  if (response === undefined) return '';
  const { statusLine, headers, body } = response;
  const lines = [statusLine, ...headers.map(([name, value]) => `${name}: ${value}`), '', body];
  return `<pre><code>${safe(lines.join('\n'))}</code></pre>`;
}

function renderField({ name, level, when, value, option, spec }: FieldAdvice): string {
  const more = [
    value === undefined ? '' : `Value: ${safe(value)}.`,
    option === undefined ? '' : `Option ${code(option)} of the error.`,
    `${safe(spec)}.`,
  ];
  const small = `<small>${more.filter((text) => text !== '').join(' ')}</small>`;
  return `<dt>${code(name)} <strong>${level}</strong></dt><dd>${safe(when)}${small}</dd>`;
}

function renderFields(entry: StatusDescription): string {
  const fields = [...entry.requiredHeaders, ...entry.recommendedHeaders];
  const lists: readonly (readonly [string, readonly FieldAdvice[]])[] = [
    ['Required', fields.filter(({ level }) => level === 'MUST')],
    ['Recommended', fields.filter(({ level }) => level === 'SHOULD')],
    ['Where it helps', fields.filter(({ level }) => level === 'MAY')],
    ['Not in the response', entry.forbiddenHeaders],
  ];
  const isAsked = fields.some(({ level }) => level === 'MUST');
  const named = lists.filter(([, list]) => list.length > 0);
  const rendered = named.map(([name, list]) => `<h3>${name}</h3>\n<dl>${list.map(renderField).join('\n')}</dl>`);
  return [isAsked ? '' : paragraphs('No header is required.'), ...rendered].filter((text) => text !== '').join('\n');
}

function renderRetry(entry: StatusDescription): string {
  const { retryable, retryReason, retriedBy } = entry;
  const clients = retriedBy.length === 0 ? '' : `Clients that repeat it on their own: ${retriedBy.join(', ')}.`;
  return paragraphs(`${retryWords[retryable]} ${retryReason}`, toRetryCondition(entry), clients);
}

/** A status that is no error, such as 304, may be the better answer; it has no page. */
function renderRelated(root: string, { related }: StatusDescription): string {
  const items = related.map((one) => {
    const name = entries.has(one.code) ? linkTo(root, one) : `${one.code} ${safe(one.phrase)}`;
    return `<li>${name} if ${safe(one.useInsteadWhen)}</li>`;
  });
  return items.length === 0 ? '' : `<ul>${items.join('\n')}</ul>`;
}

function renderSiblings(root: string, { siblings, category }: StatusDescription): string {
  const items = siblings.map((one) => `<li>${linkTo(root, one)}</li>`);
  const id = 'siblings';
  return [
    `<nav aria-labelledby="${id}">`,
    `<h2 id="${id}">Other codes of the category ${category}</h2>`,
    `<ul class="columns">${items.join('\n')}</ul>`,
    '</nav>',
  ].join('\n');
}

function renderExample({ example }: StatusDescription): string {
  return example === undefined ? '' : `<pre><code>${safe(example)}</code></pre>`;
}

function renderMain(root: string, entry: StatusDescription): string {
  const parts = [
    `<h1><span>${entry.code}</span> ${safe(entry.phrase)}</h1>`,
    `<p class="m">${safe(entry.meaning)}</p>`,
    renderFacts(entry),
    section('description', 'Description', paragraphs(entry.description)),
    section('use', 'Common use', paragraphs(`${entry.commonUseCase}.`)),
    section('notes', 'Notes', paragraphs(entry.notes)),
    section('response', 'Typical response', renderTypical(entry.typicalResponse)),
    section('throw', 'In code', renderExample(entry)),
    section('retry', 'Retry advice', renderRetry(entry)),
    section('headers', 'Headers', entry.registered ? renderFields(entry) : ''),
    section('content', 'Content', paragraphs(entry.bodyGuidance ?? '')),
    section('instead', 'When to use another code', renderRelated(root, entry)),
    renderSiblings(root, entry),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** Everything that the catalogue knows of one status. */
export function renderStatusPage(entry: StatusDescription, root: string): Document {
  const name = `${entry.code} ${entry.phrase}`;
  return renderPage({
    title: `${name} – HTTP errors`,
    summary: entry.meaning,
    skip: `Skip to ${name}`,
    header: `<header><nav aria-label="Catalogue"><a href="${safe(root) || './'}">All HTTP errors</a></nav></header>`,
    main: renderMain(root, entry),
    filters: false,
  });
}
