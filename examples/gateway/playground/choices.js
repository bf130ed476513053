// The form. One button a scenario: a press sends it, with or without a script.
import { members, settings } from './choice.js';
import { html } from './html.js';
import { groups } from './scenarios.js';

/** @type {Record<string, string>} */
const labels = { format: 'Format', accept: 'Accept', method: 'Method' };

/** @param {string} name @param {readonly string[]} values @param {string} chosen */
const renderSelect = (name, values, chosen) => html`<div><label for="${name}">${labels[name]}</label>
<select id="${name}" name="${name}" autocomplete="off">
${values.map((value) => html`<option${value === chosen && html` selected`}>${value}</option>`)}
</select></div>`;

/** @param {string} member @param {readonly string[]} chosen */
const renderMember = (member, chosen) => html`<label><input type="checkbox" name="include" value="${member}"
 autocomplete="off"${chosen.includes(member) && html` checked`}> ${member}</label>`;

/** @param {import('./scenarios.js').Scenario} scenario @param {string | undefined} current */
const renderButton = ({ id, title, method }, current) =>
  html`<li><button name="scenario" value="${id}"${
    id === current && html` aria-current="true"`
  }>${title}${method !== 'GET' && html` <small>${method}</small>`}</button></li>`;

/** @param {import('./choice.js').Choice} choice */
export function renderChoices(choice) {
  const current = choice.scenario?.id;
  return html`<form id="choices" aria-label="What to send" action="/#result" method="get">
<fieldset class="settings">
<legend>The error handler and the request</legend>
<div class="selects">
${renderSelect('format', settings.format, choice.format)}
${renderSelect('accept', settings.accept, choice.accept)}
${renderSelect('method', settings.method, choice.method)}
</div>
<fieldset class="members">
<legend>Members to include</legend>
${members.map((member) => renderMember(member, choice.include))}
</fieldset>
<p class="hint">Accept matters with <i>negotiate</i>. <code>debug</code> is off, as it is by default.</p>
</fieldset>
<nav aria-label="What goes wrong">
${groups.map(
  ({ id, title, scenarios }) => html`<section aria-labelledby="group-${id}">
<h2 id="group-${id}">${title}</h2>
<ul class="${id}">
${scenarios.map((scenario) => renderButton(scenario, current))}
</ul>
</section>
`,
)}</nav>
</form>`;
}
