import type { FieldLine } from './response-plan.ts';

interface Field {
  readonly name: string;
  readonly values: string[];
}

/** The fields of one response in sending order. Names compare without case (ST-5); nothing is validated here. */
export class FieldSet {
  readonly #fields: Map<string, Field> = new Map();

  has(name: string): boolean {
    return this.#fields.has(name.toLowerCase());
  }

  /** The lines of a field as one list value. */
  get(name: string): string | undefined {
    return this.#fields.get(name.toLowerCase())?.values.join(', ');
  }

  /** Replaces all lines of a field, in its place. */
  set(name: string, ...values: string[]): void {
    this.#fields.set(name.toLowerCase(), { name, values });
  }

  /** Adds a line. */
  add(name: string, value: string): void {
    const field = this.#fields.get(name.toLowerCase());
    if (field === undefined) this.set(name, value);
    else field.values.push(value);
  }

  delete(name: string): void {
    this.#fields.delete(name.toLowerCase());
  }

  toLines(): FieldLine[] {
    // Loops: a flatMap here is a fifth of what planning an error costs.
    const lines: FieldLine[] = [];
    for (const { name, values } of this.#fields.values()) {
      for (const value of values) lines.push([name, value]);
    }
    return lines;
  }
}
