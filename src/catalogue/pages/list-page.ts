import { escapeMarkup as safe } from '../../http/markup.ts';
import { entries } from '../describe.ts';
import type { StatusDescription } from '../description.ts';
import { type Document, linkTo, renderPage } from './page.ts';

interface Section {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly holds: (entry: StatusDescription) => boolean;
}

const sections: readonly Section[] = [
  {
    id: 'client-errors',
    name: 'Client errors (4xx)',
    about: 'Something about the request has to change before it can succeed.',
    holds: ({ code, registered }) => registered && code < 500,
  },
  {
    id: 'server-errors',
    name: 'Server errors (5xx)',
    about: 'The request may be fine; the service, or one that it depends on, failed.',
    holds: ({ code, registered }) => registered && code >= 500,
  },
  {
    id: 'unregistered',
    name: 'Numbers that vendors use',
    about: 'Not in the IANA registry: met in logs and in front of a service. Send the registered status instead.',
    holds: ({ registered }) => !registered,
  },
];

function renderMarks({ popularity, recommended, registryStatus, registered }: StatusDescription): string {
  if (!registered) return '';
  const mark = recommended ? 'recommended' : registryStatus === 'assigned' ? 'not recommended' : registryStatus;
  return `<small>${popularity}, ${mark}</small>`;
}

function renderInstead(root: string, { mapTo, source }: StatusDescription): string {
  const instead = mapTo === undefined ? undefined : entries.get(mapTo);
  return instead === undefined ? '' : `<small>${safe(source)}; send ${linkTo(root, instead)} instead</small>`;
}

function renderRow(root: string, entry: StatusDescription): string {
  const status = `<th scope="row">${linkTo(root, entry)}${renderMarks(entry)}</th>`;
  const use = `<small>${safe(entry.commonUseCase)}</small>`;
  return `<tr>${status}<td>${safe(entry.meaning)}${use}${renderInstead(root, entry)}</td></tr>`;
}

function renderSection(root: string, { id, name, about, holds }: Section): string {
  const rows = [...entries.values()].filter(holds).map((entry) => renderRow(root, entry));
  return [
    `<section aria-labelledby="${id}">`,
    `<h2 id="${id}" tabindex="-1">${name}</h2>`,
    `<p>${about}</p>`,
    `<table aria-labelledby="${id}">`,
    '<thead><tr><th scope="col">Status</th><th scope="col">Meaning and use</th></tr></thead>',
    `<tbody>\n${rows.join('\n')}\n</tbody>`,
    '</table>',
    '</section>',
  ].join('\n');
}

// Hidden until the script that makes it work runs: without scripts the list is whole and the browser's own search does it.
const filter = [
  '<form role="search" hidden>',
  '<label for="filter">Filter by number, name or use</label>',
  '<input id="filter" type="search" autocomplete="off" spellcheck="false" enterkeyhint="go">',
  '<p role="status"></p>',
  '</form>',
].join('\n');

/** Every status by category. */
export function renderListPage(root: string): Document {
  const jumps = sections.map(({ id, name }) => `<li><a href="#${id}">${name}</a></li>`).join('');
  const summary = 'Every HTTP error status: what it means, when another one is right, and what a response needs.';
  return renderPage({
    title: 'HTTP errors',
    summary,
    skip: 'Skip to the list',
    header: `<header><nav aria-label="Categories"><ul class="row">${jumps}</ul></nav></header>`,
    main: [
      '<h1>HTTP errors</h1>',
      `<p class="m">${summary}</p>`,
      filter,
      ...sections.map((one) => renderSection(root, one)),
    ].join('\n'),
    filters: true,
  });
}
