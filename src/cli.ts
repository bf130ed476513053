#!/usr/bin/env node
import { wantsColour } from './cli/output.ts';
import { run } from './cli/run.ts';

/** A reader that has seen enough (`| head`) is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

run(process.argv.slice(2), new URL('../package.json', import.meta.url), {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  colour: wantsColour(process.stdout.isTTY === true, process.env),
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // A fault of our own: with its stack, for the report.
    process.stderr.write(`failwell: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 70;
  },
);
