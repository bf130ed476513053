import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statusTable } from '../../../src/error/status.ts';
import { renderText } from '../../../src/plan/formats/text.ts';
import { anyView, badGateway, createView } from './views.ts';

describe('plain text', () => {
  it('CT-3, V095: content type, status and advice', () => {
    expect(renderText(badGateway)).toEqual({
      contentType: 'text/plain; charset=utf-8',
      body:
        '502 Bad Gateway\n\n' +
        'A system that this service depends on did not answer correctly. You did nothing wrong. Try again in a moment.\n',
    });
  });

  it.each([...statusTable.values()].map(({ code, phrase }) => [code, phrase] as const))(
    'V095: %i %s has no markup and no JSON',
    (status, phrase) => {
      const { body } = renderText(
        createView({ status, phrase, message: phrase, requestId: 'r', retry: { retryable: true, after: 9 } }),
      );
      expect(body).toMatch(new RegExp(`^${status} `));
      expect(body).not.toMatch(/[<{]/);
    },
  );

  it('shows message, ids and help in paragraphs', () => {
    const members = {
      message: 'No order 42',
      exposed: true,
      reason: 'GONE',
      requestId: 'r',
      traceId: 't',
      help: 'https://a.example/404',
    };
    expect(renderText(createView({ status: 404, phrase: 'Not Found', ...members })).body).toBe(
      '404 Not Found\n\nNo order 42\n\nCheck the address for typing mistakes, or look for the page from the start page.\n\n' +
        'Reason: GONE\nRequest id: r\nTrace id: t\nHelp: https://a.example/404\n',
    );
  });

  it('CT-5: a message that is not exposed is nowhere', () => {
    expect(renderText(createView({ message: 'secret' })).body).not.toContain('secret');
  });

  it('shows stack and causes with a debug view', () => {
    const causes = [
      { name: 'A', message: 'm' },
      { name: 'B', message: 'n', stack: 'B: n\n  at y' },
    ];
    const { body } = renderText(createView({ debug: { stack: 'Error: x\n  at z', causes } }));
    expect(body).toMatch(/\n\nError: x\n {2}at z\n\nCaused by: A: m\n\nCaused by: B: n\n {2}at y\n$/);
  });

  it('CT-11: no view puts control characters into a terminal; the text is well-formed and ends with a line', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const { body } = renderText(view);
        expect(body).not.toMatch(/[^\P{Cc}\t\n]/u);
        expect(body).not.toMatch(/\p{Surrogate}/u);
        expect(body.endsWith('\n')).toBe(true);
        expect(body.startsWith(`${view.status} `)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
