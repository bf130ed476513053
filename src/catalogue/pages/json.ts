import { entries } from '../describe.ts';
import type { StatusDescription } from '../description.ts';
import type { Document } from './page.ts';

const fields: Document['fields'] = [['Content-Type', 'application/json']];

function toDocument(value: unknown): Document {
  return { fields, body: JSON.stringify(value) };
}

/** Every status in short, under a member: more can be said beside it later. */
export function renderListJson(root: string): Document {
  const statuses = [...entries.values()].map((entry) => {
    const { code, phrase, category, registered, popularity, recommended, deprecated, meaning, commonUseCase } = entry;
    const short = { code, phrase, category, registered, popularity, recommended, deprecated, meaning, commonUseCase };
    return { ...short, href: `${root}${code}` };
  });
  return toDocument({ statuses });
}

/** What `describeStatus` gives. */
export function renderStatusJson(entry: StatusDescription): Document {
  return toDocument(entry);
}
