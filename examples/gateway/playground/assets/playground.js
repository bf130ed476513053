// Fetches the page that the form would load, and swaps what came back. Without this script the form loads it.
const form = document.querySelector('#choices');
const summary = document.querySelector('#summary');
const main = document.querySelector('#result');
let running = new AbortController();

/** @param {string} id */
function mark(id) {
  for (const button of form.querySelectorAll('button')) {
    if (button.value === id) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
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

/** @param {string} url */
async function load(url) {
  running.abort();
  running = new AbortController();
  summary.textContent = 'Sending …';
  main.setAttribute('aria-busy', 'true');
  const response = await fetch(url, { signal: running.signal });
  const text = await response.text();
  if (!response.ok) throw new Error(`The playground answered ${response.status}.`);
  swap(new DOMParser().parseFromString(text, 'text/html'));
  main.removeAttribute('aria-busy');
  showResult();
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const query = new URLSearchParams(new FormData(form, event.submitter));
  const url = `/?${query}`;
  load(url).then(
    () => {
      mark(query.get('scenario'));
      history.pushState(null, '', url);
    },
    (error) => {
      if (error.name === 'AbortError') return;
      main.removeAttribute('aria-busy');
      summary.textContent =
        error instanceof TypeError ? 'The playground does not answer. Is it still running?' : error.message;
    },
  );
});

// The settings of an earlier page are part of its form.
addEventListener('popstate', () => location.reload());
