import { Conflict } from 'failwell';
import { createThrowables, matchers, type RenderedError, renderError, throwables } from 'failwell/testing';

export const rendered: RenderedError = renderError(new Conflict('locked'), '/orders/7', { format: 'problem' });
export const status: number = rendered.status;
export const names: readonly string[] = Object.keys({ ...throwables, ...createThrowables('s3cr3t') });
export const matcher = matchers.toBeErrorResponse;
