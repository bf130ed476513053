import { describe, expect, test, vi } from 'vitest';
import { createAnswer } from '../../../src/catalogue/pages/answer.ts';
import { renderListPage } from '../../../src/catalogue/pages/list-page.ts';
import { resolveCatalogueOptions } from '../../../src/catalogue/pages/options.ts';
import { createRequestView } from '../../../src/http/request-view.ts';

vi.mock('../../../src/catalogue/pages/list-page.ts', async (original) => {
  const real = await original<typeof import('../../../src/catalogue/pages/list-page.ts')>();
  return { ...real, renderListPage: vi.fn(real.renderListPage) };
});

describe('a page is rendered once', () => {
  test('with and without a slash at its end, in turns', () => {
    const answer = createAnswer(resolveCatalogueOptions({}));
    const view = createRequestView({ method: 'GET', url: '/', headers: {} });
    for (const path of ['/errors', '/errors/', '/errors', '/errors/'])
      expect(answer(view, { whole: path, within: path, mounted: false })).toMatchObject({ status: 200 });
    expect(renderListPage).toHaveBeenCalledTimes(2);
  });
});
