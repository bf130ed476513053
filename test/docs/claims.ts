/** Blocks that a test of their own runs, or compares with code that is run. What nobody claims is type-checked. */
export interface Claim {
  readonly page: string;
  /** Headings whose blocks are meant; all of the page where absent. */
  readonly headings?: readonly string[];
  /** The test that runs them. It reads the page: its source names it. */
  readonly by: string;
}

export const claims: readonly Claim[] = [
  { page: 'README.md', headings: ['Express', 'Koa'], by: 'test/examples/readme.test.ts' },
  { page: 'docs/errors-of-libraries.md', by: 'test/upstream/errors-of-libraries.test.ts' },
  { page: 'docs/graceful-stop.md', headings: ['Express', 'Koa'], by: 'test/maintenance/graceful-stop.test.ts' },
  { page: 'docs/observability.md', by: 'test/observability/page.test.ts' },
];
