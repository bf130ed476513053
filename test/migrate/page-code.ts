import type { ErrorHandlerOptions } from '../../src/index.ts';
import { blockUnder } from '../docs/markdown.ts';

type BodyOption = NonNullable<ErrorHandlerOptions['body']>;

/** The `body` option that a page gives to those whose clients read the peer's shape: the very code of the page. */
export function bodyOption(page: string): BodyOption {
  const code = blockUnder(`docs/migrate/${page}.md`, 'Keeping the body');
  return (new Function(`${code}\nreturn body;`) as () => BodyOption)();
}
