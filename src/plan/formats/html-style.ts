/** Ground, text, soft text, lines and links, by day and in the dark: every page of this library has these colours. */
export const palette: string =
  ':root{color-scheme:light dark;--b:#fafaf9;--f:#1c2126;--s:#57606a;--l:#d9dee3;--a:#0a58b5}' +
  '@media(prefers-color-scheme:dark){:root{--b:#15181b;--f:#e8eaec;--s:#9ea7b0;--l:#343a41;--a:#80b9ff}}';

/**
 * The style of the page, a constant: its hash in the Content-Security-Policy is one too, and a test keeps the two (and
 * the contrast of the colours) right. System fonts and no images: nothing is fetched.
 */
export const htmlStyle: string = [
  palette,
  '*{box-sizing:border-box}',
  'body{margin:0;padding:clamp(2rem,14vh,9rem) 1.5rem 3rem;background:var(--b);color:var(--f);' +
    'font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}',
  'main{max-width:38rem;margin:auto}',
  'main:has(details){max-width:64rem}',
  'h1,p,dl{max-width:38rem}',
  'h1{margin:0 0 1.25rem;font-size:clamp(1.6rem,6vw,2.1rem);line-height:1.2;font-weight:650}',
  'h1 span{display:block;margin-bottom:.35rem;font-size:1rem;font-weight:500;letter-spacing:.08em;color:var(--s)}',
  'p{margin:0 0 1rem}',
  '.m{font-size:1.1875rem}',
  'a{color:var(--a);text-underline-offset:.2em}',
  'dl{margin:2rem 0 0;padding-top:1.25rem;border-top:1px solid var(--l);font-size:.9375rem}',
  'dt{color:var(--s)}',
  'dd{margin:0 0 .75rem;font-family:ui-monospace,Consolas,monospace}',
  'details{margin-top:1.25rem}',
  'summary{cursor:pointer}',
  'pre{margin:.5rem 0;padding:1rem;border:1px solid var(--l);border-radius:.375rem;overflow:auto;' +
    'font:.8125rem/1.5 ui-monospace,Consolas,monospace;overflow-wrap:normal}',
].join('');

/** sha256 of `htmlStyle`, base64 (CSP level 3, section 2.3.1). */
export const htmlStyleHash = 'Ija5ROvP8KCeNSQWL2b0ke1LcRCrMUol3yMMS7DKbuE=';
