// The test of these functions is TypeScript; the benchmarks themselves are not compiled.
export interface Estimate {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}
export type Verdict = 'met' | 'met within the noise' | 'missed';
export function median(values: readonly number[]): number;
export function excludedRanks(count: number): number;
export function estimate(values: readonly number[]): Estimate;
export function pairedRatio(numerators: readonly number[], denominators: readonly number[]): Estimate;
export function pairedAddedRatio(
  feature: readonly number[],
  reference: readonly number[],
  base: readonly number[],
): Estimate;
export function verdict(measured: Estimate, limit: number): Verdict;
export function growthExponent(
  small: { readonly size: number; readonly cost: number },
  large: { readonly size: number; readonly cost: number },
): number;
export function shuffle<T>(items: readonly T[], random?: () => number): T[];
