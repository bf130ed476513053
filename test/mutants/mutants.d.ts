export interface Mutant {
  readonly name: string;
  /** Below src/. */
  readonly file: string;
  /** Code that is there once. */
  readonly find: string;
  readonly replace: string;
  /** The test that must fail. */
  readonly killer: { readonly file: string; readonly title: string };
}

export declare const mutants: readonly Mutant[];
