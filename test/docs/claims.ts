/** Blocks that a test of their own runs, or compares with code that is run. What nobody claims is type-checked. */
export interface Claim {
  readonly page: string | RegExp;
  /** Headings whose blocks are meant: never a whole page, on which a new block would be neither run nor type-checked. */
  readonly headings?: readonly string[];
  /** Word behind the language of the blocks that are meant, instead of headings. */
  readonly meta?: string;
  /** The test that runs them. It reads the page: its source names it. */
  readonly by: string;
}

export const claims: readonly Claim[] = [
  { page: 'README.md', headings: ['Express', 'Koa'], by: 'test/examples/readme.test.ts' },
  {
    page: 'docs/client.md',
    headings: ['Reading a failure: failwell/client', 'Client libraries', 'When to come back', 'In a gateway'],
    by: 'test/client/page.test.ts',
  },
  {
    page: 'docs/errors-of-libraries.md',
    headings: [
      ...['The request', 'An HTTP upstream', 'A database, a cache, a broker'],
      ...['A deadline by hand', 'A proxy', 'Your own errors'],
    ],
    by: 'test/upstream/errors-of-libraries.test.ts',
  },
  { page: 'docs/catalogue.md', headings: ['Express', 'Koa'], by: 'test/examples/catalogue.test.ts' },
  { page: 'docs/graceful-stop.md', headings: ['Express', 'Koa'], by: 'test/maintenance/graceful-stop.test.ts' },
  {
    page: 'docs/observability.md',
    headings: ['Levels', 'OpenTelemetry', 'From a file of its own', 'Prometheus', 'Sentry and others', 'Storms'],
    by: 'test/observability/page.test.ts',
  },
  { page: 'docs/testing.md', headings: ['A test'], by: 'test/testing/page.test.ts' },
  // Needs the package `expect` of Jest, and is compiled where Jest is installed.
  { page: 'docs/testing.md', headings: ['Types'], by: 'test-package/runners.test.ts' },
  { page: 'docs/openapi.md', headings: ['A documented API'], by: 'test/openapi/page.test.ts' },
  { page: /^docs\/migrate\//, headings: ['Before', 'After'], by: 'test/migrate/pages.test.ts' },
  { page: /^docs\/migrate\//, headings: ['Keeping the body'], by: 'test/migrate/side-by-side.test.ts' },
  // Cut from the declarations that the compiler emits; the examples on those pages are type-checked.
  { page: /^docs\/(?:api\/.*|options)\.md$/, meta: 'signature', by: 'test/docs/generated.test.ts' },
];
