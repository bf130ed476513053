import { type Block, readBlocks as readBlocksOf } from '../docs/markdown.ts';

/** Blocks of one language of docs/observability.md. */
export const readBlocks = (language: string): readonly Block[] => readBlocksOf('docs/observability.md', language);
