import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locate } from '../../../src/catalogue/pages/locate.ts';

const unmounted = (path: string): Parameters<typeof locate>[0] => ({ whole: path, within: path, mounted: false });

describe('which page a path means', () => {
  test.each([
    ['/errors', undefined, './errors/'],
    ['/errors/', undefined, ''],
    ['/errors/502', '502', ''],
    ['/errors/502/', '502', '../'],
    ['/ERRORS/502', '502', ''],
    ['/%65rrors/5%302', '502', ''],
    ['/errors/999', '999', ''],
  ])('%s without a mount', (path, code, root) => expect(locate(unmounted(path), undefined)).toEqual({ code, root }));

  test.each(['/', '', '/error', '/errors2', '/errors/x', '/errors/502/x', '/errors//', '/errors//502', '/x/errors'])(
    '%j is not ours',
    (path) => expect(locate(unmounted(path), undefined)).toBeUndefined(),
  );

  test.each(['/errors/%', '/errors/%C3%28', '/errors%2F502', '/errors/50%2F2', '/errors/502%2F'])(
    'RFC 3986 2.2: %j is not ours: a broken encoding, or a slash that separates nothing',
    (path) => expect(locate(unmounted(path), undefined)).toBeUndefined(),
  );

  test.each([
    ['/docs/http', '/docs/http', undefined, './http/'],
    ['/docs/http/', '/docs/http/502', '502', ''],
    ['/', '/', undefined, ''],
    ['/', '/502', '502', ''],
    ['/caf%C3%A9', '/café/502', '502', ''],
  ])('with the option %s', (option, path, code, root) =>
    expect(locate(unmounted(path), option)).toEqual({ code, root }),
  );

  test('the mount stands for the path, unless the option names one below it', () => {
    const at = (within: string): Parameters<typeof locate>[0] => ({ whole: `/api${within}`, within, mounted: true });
    expect(locate(at('/502'), undefined)).toEqual({ code: '502', root: '' });
    expect(locate({ whole: '/api', within: '/', mounted: true }, undefined)).toEqual({
      code: undefined,
      root: './api/',
    });
    expect(locate(at('/errors/502'), '/errors')).toEqual({ code: '502', root: '' });
    expect(locate(at('/502'), '/errors')).toBeUndefined();
  });

  test('no first segment becomes the scheme of a link', () => {
    const place = { whole: '/javascript:alert(1)', within: '/', mounted: true };
    expect(locate(place, undefined)?.root).toBe('./javascript:alert(1)/');
  });

  test('any path gives a page or nothing, and never throws', () => {
    fc.assert(
      fc.property(fc.webPath({ size: 'medium' }), fc.string(), fc.boolean(), (path, tail, mounted) => {
        const place = { whole: path + tail, within: path + tail, mounted };
        const location = locate(place, undefined);
        expect(location?.code ?? '').toMatch(/^\d*$/);
      }),
    );
  });
});
