// One answer: the request, the raw response, the record and the advice.
import { html, toVisible, toVisibleBytes } from './html.js';

/** Of a request; an upload says nothing. */
const maxShownBody = 200;

/** @type {Record<string, string>} */
const endings = {
  closed: 'The gateway closed the connection, as the request had asked.',
  left: 'The client hung up first, as this scenario wants it.',
  timeout: 'Given up after 10 seconds.',
  'too much': 'Given up after 1 MiB.',
};

/** @param {import('./trigger.js').Result} result */
function renderResponse({ host, bytes, ending, response }) {
  const [statusLine, ...rest] = toVisibleBytes(bytes).split('\n');
  return html`<section class="response" aria-label="${host}: response">
<h4>Raw response</h4>
${
  response === undefined
    ? html`<p>Not a byte came.</p>`
    : html`<pre><b>${statusLine}</b>
${rest.join('\n')}</pre>
<p class="${response.complete ? 'whole' : 'cut'}">${bytes.length} bytes; ${response.framing}.</p>`
}
<p>${endings[ending] ?? `The connection ended with ${ending}.`}</p>
</section>`;
}

/** @param {unknown} value */
function renderValue(value) {
  if (typeof value === 'object' && value !== null)
    return html`<code>${toVisible(JSON.stringify(value, null, 1))}</code>`;
  const text = toVisible(String(value));
  return text.includes('\n')
    ? html`<details><summary>${text.split('\n', 1)}</summary><code>${text}</code></details>`
    : text;
}

/** A long name may be broken at its dots. @param {string} name */
const renderName = (name) => name.split(/(?<=[._])/).map((part, index) => html`${index > 0 && html`<wbr>`}${part}`);

/** @param {import('./trigger.js').Result} result */
const renderRecords = ({ host, records }) => html`<section class="record" aria-label="${host}: record">
<h4>The operator’s record</h4>
${records.length === 0 && html`<p>None: nothing failed.</p>`}
${records.map(
  (record) => html`<table>
<thead><tr><th scope="col">Field</th><th scope="col">Value</th></tr></thead>
<tbody>
${Object.entries(record).map(([name, value]) => html`<tr><th scope="row">${renderName(name)}</th><td>${renderValue(value)}</td></tr>\n`)}</tbody>
</table>`,
)}
</section>`;

/** @param {import('./trigger.js').Result} result */
const renderAdvice = ({
  host,
  advice: { field, member, advice, words },
}) => html`<section class="advice" aria-label="${host}: retry advice">
<h4>Retry advice</h4>
<dl>
<dt><code>Retry-After</code></dt><dd>${field ?? 'no such field'}</dd>
<dt><code>retry</code> in the body</dt><dd>${member === undefined ? 'no such member' : html`<code>${JSON.stringify(member)}</code>`}</dd>
<dt><code>retryAdvice()</code></dt><dd>${advice === undefined ? 'nothing to ask about' : html`<code>${JSON.stringify(advice)}</code>`}</dd>
<dt>So</dt><dd>${words}</dd>
</dl>
</section>`;

/** @param {import('./trigger.js').Result} result */
const renderRequest = ({ sent, body, curl }) => html`<details class="request">
<summary>The request</summary>
<pre>${toVisible(sent.replaceAll('\r\n', '\n'))}${body.length > maxShownBody ? `(${body.length} bytes of body)` : body}</pre>
<p>The same by hand:</p>
<pre>${toVisible(curl)}</pre>
</details>`;

/** @param {import('./trigger.js').Result[]} results */
export const renderResults = (results) =>
  results.map(
    (result) => html`<article aria-labelledby="host-${result.host}">
<h3 id="host-${result.host}">${result.host}</h3>
${renderRequest(result)}
<div class="sides">
${renderResponse(result)}
${renderRecords(result)}
${renderAdvice(result)}
</div>
</article>
`,
  );
