import { palette } from '../../plan/formats/html-style.ts';

/** Style and script of the pages, constants: their hashes in the Content-Security-Policy are too, and a test keeps them right. */

export const pageStyle: string = [
  palette,
  '*{box-sizing:border-box}',
  '[hidden]{display:none!important}',
  'body{margin:0;background:var(--b);color:var(--f);' +
    'font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}',
  'header,main{max-width:56rem;margin:auto;padding:1.25rem 1.25rem 0}',
  'main{padding-bottom:4rem}',
  'main:focus{outline:none}',
  ':focus-visible{outline:3px solid var(--a);outline-offset:2px;border-radius:2px}',
  'a{color:var(--a);text-underline-offset:.2em}',
  '.skip{position:absolute;left:.5rem;top:.5rem;padding:.5rem 1rem;background:var(--b)}',
  '.skip:not(:focus){width:1px;height:1px;padding:0;overflow:hidden;clip-path:inset(50%)}',
  'h1{margin:1rem 0;font-size:clamp(1.6rem,6vw,2.1rem);line-height:1.2;font-weight:650}',
  'h1 span{display:block;margin-bottom:.35rem;font-size:1rem;font-weight:500;letter-spacing:.08em;color:var(--s)}',
  'h2{margin:2.5rem 0 .75rem;font-size:1.3rem;line-height:1.3}',
  'h3{margin:1.25rem 0 .5rem;font-size:1.0625rem}',
  'p{margin:0 0 1rem;max-width:42rem}',
  'li{max-width:42rem;padding:.1rem 0}',
  'ul{margin:0;padding-left:1.25rem}',
  '.m{font-size:1.1875rem}',
  'small{display:block;font-size:.875rem;font-weight:400;color:var(--s)}',
  '.row{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;list-style:none;padding:0}',
  '.columns{columns:17rem;list-style:none;padding:0}',
  'label{display:block;font-weight:600}',
  'input{width:100%;max-width:26rem;margin:.35rem 0;padding:.55rem .75rem;font:inherit;color:inherit;' +
    'background:transparent;border:1px solid var(--s);border-radius:.375rem}',
  '[role=status]{min-height:1.6em;margin:0;color:var(--s);font-size:.9375rem}',
  'table{width:100%;border-collapse:collapse;table-layout:fixed}',
  'th,td{padding:.6rem 0;text-align:left;vertical-align:top;border-top:1px solid var(--l)}',
  'th{padding-right:1rem;font-weight:500}',
  'th:first-child{width:32%}',
  '@media(max-width:40rem){th,td{font-size:.9375rem}th:first-child{width:40%}}',
  'thead th{border:0;font-size:.9375rem;color:var(--s)}',
  'dl{margin:0}',
  'dd{margin:0 0 .75rem}',
  '.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(13rem,45%),1fr));gap:0 1rem;' +
    'margin-top:1.5rem;padding-top:1rem;border-top:1px solid var(--l)}',
  '.facts dt{font-size:.9375rem;color:var(--s)}',
  'strong{font-size:.8125rem;letter-spacing:.04em}',
  'code{font:.9375em ui-monospace,Consolas,monospace}',
  'pre{margin:0;padding:1rem;border:1px solid var(--l);border-radius:.375rem;white-space:pre-wrap;' +
    'font:.875rem/1.6 ui-monospace,Consolas,monospace}',
  'pre code{font:inherit}',
].join('');

/** sha256 of `pageStyle`, base64 (CSP level 3, section 2.3.1). */
export const pageStyleHash = 'Az5//ODNl7wTUWmTTSlWyr/9jJqoh2kMzMQCojkOoS4=';

/**
 * Filters the list as somebody types: a row stays where it has every word. Enter opens the first row that is left. What
 * was typed before the script ran, or before a page was left and opened again, counts too.
 */
export const filterScript: string = `(() => {
const form = document.querySelector('form');
const input = form.querySelector('input');
const report = form.querySelector('[role=status]');
const rows = [...document.querySelectorAll('tbody tr')].map((row) => ({ row, text: row.textContent.toLowerCase() }));
const sections = document.querySelectorAll('section');
const apply = () => {
  const words = input.value.toLowerCase().split(/\\s+/);
  let shown = 0;
  for (const { row, text } of rows) {
    row.hidden = !words.every((word) => text.includes(word));
    if (!row.hidden) shown += 1;
  }
  for (const section of sections) section.hidden = section.querySelector('tbody tr:not([hidden])') === null;
  report.textContent = input.value.trim() === '' ? '' : shown + ' of ' + rows.length + ' statuses';
};
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const link = document.querySelector('tbody tr:not([hidden]) a');
  if (link !== null && input.value.trim() !== '') link.click();
});
input.addEventListener('input', apply);
addEventListener('pageshow', apply);
form.hidden = false;
apply();
})();`;

/** sha256 of `filterScript`, base64. */
export const filterScriptHash = 'tXCJ2x+a4Jwc5c/BNCpNgIuP2ecWMejR98N960O/ckI=';
