// The first step of a release: npm refuses provenance whose repository is not that of package.json, after all tests have run.
// Ends with a message that says what to write where.
import { readFileSync } from 'node:fs';

const { repository } = JSON.parse(readFileSync('package.json', 'utf8'));
const here = process.env.GITHUB_REPOSITORY;

/** OWNER/NAME of GitHub, from any form that npm takes: an object, a URL, `github:OWNER/NAME`, `OWNER/NAME`. */
function toSlug(value) {
  const text = typeof value === 'object' && value !== null ? value.url : value;
  const form =
    /^(?:(?:git\+)?(?:https?|ssh|git):\/\/(?:git@)?github\.com\/|git@github\.com:|github:)?([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/;
  return form.exec(String(text))?.[1];
}

if (here === undefined || here === '')
  throw new Error('GITHUB_REPOSITORY is not set: this is a step of a release on GitHub');
if (toSlug(repository)?.toLowerCase() !== here.toLowerCase()) {
  const was = repository === undefined ? 'is not there' : `is ${JSON.stringify(repository)}`;
  const url = `git+https://github.com/${here}.git`;
  console.error(`package.json: "repository" ${was}, and the release is made in ${here}.`);
  console.error(
    `npm would refuse its provenance. Write "repository": { "type": "git", "url": "${url}" }, and tag again.`,
  );
  process.exitCode = 1;
}
