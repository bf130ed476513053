// Fetches the page that the form would load, and swaps what came back. Without this script the form loads it.
const form = document.querySelector('#choices');
const summary = document.querySelector('#summary');
const main = document.querySelector('#result');
let running = new AbortController();
/** The query whose answer is shown. */
let shown = location.search;

/** The settings and the mark of the current scenario are those of the page that came. @param {Document} page */
function copyForm(page) {
  const fields = page.querySelectorAll('#choices select, #choices input, #choices button');
  for (const [index, own] of form.querySelectorAll('select, input, button').entries()) {
    const other = fields[index];
    if (own.tagName === 'SELECT') own.value = other.value;
    else if (own.tagName === 'INPUT') own.checked = other.checked;
    else own.toggleAttribute('aria-current', other.hasAttribute('aria-current'));
    if (own.hasAttribute('aria-current')) own.setAttribute('aria-current', 'true');
  }
}

/** @param {Document} page */
function swap(page) {
  document.title = page.title;
  for (const id of ['result-title', 'results']) {
    document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
  }
  summary.textContent = page.getElementById('summary').textContent;
}

/** On a phone what came back is far below the button. */
function showResult() {
  const { top } = main.getBoundingClientRect();
  if (top >= 0 && top < innerHeight / 2) return;
  main.scrollIntoView({ block: 'start' });
  main.focus({ preventScroll: true });
}

/** @param {string} query */
async function fetchPage(query) {
  running.abort();
  running = new AbortController();
  const response = await fetch(`/${query}`, { signal: running.signal });
  const text = await response.text();
  if (!response.ok) throw new Error(`The playground answered ${response.status}.`);
  return new DOMParser().parseFromString(text, 'text/html');
}

/** @param {Error} error */
const toWords = (error) =>
  error instanceof TypeError ? 'The playground does not answer. Is it still running?' : error.message;

/** @param {string} query @returns {Promise<boolean>} whether its answer is shown */
async function load(query) {
  summary.textContent = 'Sending …';
  main.setAttribute('aria-busy', 'true');
  try {
    const page = await fetchPage(query);
    copyForm(page);
    swap(page);
    shown = query;
  } catch (error) {
    if (error.name === 'AbortError') return false;
    summary.textContent = toWords(error);
  }
  main.removeAttribute('aria-busy');
  return shown === query;
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const query = `?${new URLSearchParams(new FormData(form, event.submitter))}`;
  if (!(await load(query))) return;
  history.pushState(null, '', `/${query}`);
  showResult();
});

// A jump to a part of the page is told in the same way, and brings nothing new.
addEventListener('popstate', () => {
  if (location.search !== shown) load(location.search);
});
