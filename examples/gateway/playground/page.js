// The page: what can be chosen, and what came of it. It works without its script.
import { renderChoices } from './choices.js';
import { html } from './html.js';
import { renderResults } from './result.js';

const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#8a1c2b"/><path d="M8 3v6M8 11.2v1.6" stroke="#fff" stroke-width="2"/></svg>',
)}`;

/** @param {import('./trigger.js').Result} result */
function summarize({ host, response }) {
  if (response === undefined) return `${host}: no answer`;
  return `${host}: ${response.statusLine.slice('HTTP/1.1 '.length)}${response.complete ? '' : ' (cut)'}`;
}

/** @param {import('./scenarios.js').Scenario} scenario */
const renderAgain = ({
  id,
}) => html`<p class="again"><button form="choices" name="scenario" value="${id}">Send it again</button>
<a href="#choices">Choose another</a></p>
`;

/**
 * @param {import('./choice.js').Choice} choice
 * @param {import('./trigger.js').Result[]} results
 * @returns {string}
 */
export function renderPage(choice, results) {
  const { scenario } = choice;
  const title = scenario === undefined ? 'failwell playground' : `${scenario.title} · failwell playground`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="/playground.css">
<script src="/playground.js" defer></script>
</head>
<body>
<a class="skip" href="#result">Skip to what came back</a>
<header>
<h1>Playground</h1>
<p>Choose what goes wrong. The request goes over a real socket to a gateway on Express and to the same gateway on Koa;
what each of them sends, and what its operator reads, is shown side by side.</p>
</header>
<div class="columns">
${renderChoices(choice)}
<main id="result" tabindex="-1" aria-labelledby="result-title">
<h2 id="result-title">${scenario?.title ?? 'What came back'}</h2>
<p id="summary" role="status">${scenario === undefined ? 'Nothing was sent yet.' : results.map(summarize).join(', ')}</p>
<div id="results">${scenario !== undefined && renderAgain(scenario)}${renderResults(results)}</div>
</main>
</div>
</body>
</html>
`.text;
}
