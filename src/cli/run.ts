import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { audit } from './audit.ts';
import { explain } from './explain.ts';
import { auditHelp, explainHelp, generalHelp } from './help.ts';
import { type Output, printable } from './output.ts';
import { UsageError } from './usage-error.ts';

const flag = { type: 'boolean' } as const;
const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;

const help = { help: { ...flag, short: 'h' } } as const;
const explainOptions = { ...help, json: flag } as const;
const auditOptions = {
  ...explainOptions,
  route: texts,
  'json-route': texts,
  strict: flag,
  policy: flag,
  'allow-remote': flag,
  insecure: flag,
  'max-requests': text,
  timeout: text,
  'total-timeout': text,
} as const;

function one(positionals: readonly string[], what: string): string {
  const [first, ...more] = positionals;
  if (first === undefined) throw new UsageError(`${what} is missing`);
  if (more.length > 0) throw new UsageError(`one ${what} at a time; "${more[0]}" is too much`);
  return first;
}

function runExplain(args: readonly string[], output: Output): number {
  const { values, positionals } = parseArgs({ args: [...args], options: explainOptions, allowPositionals: true });
  if (values.help === true) return say(explainHelp, output);
  return explain(one(positionals, 'STATUS'), values.json === true, output);
}

function runAuditCommand(args: readonly string[], output: Output): number | Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: auditOptions, allowPositionals: true });
  if (values.help === true) return say(auditHelp, output);
  return audit(one(positionals, 'URL'), values, output);
}

function say(words: string, { out }: Output): number {
  out(words);
  return 0;
}

type Command = (args: readonly string[], output: Output) => number | Promise<number>;

const commands: Readonly<Record<string, Command>> = { explain: runExplain, audit: runAuditCommand };

function readVersion(packageUrl: URL): string {
  return (JSON.parse(readFileSync(packageUrl, 'utf8')) as { readonly version: string }).version;
}

function dispatch([name, ...args]: readonly string[], packageUrl: URL, output: Output): number | Promise<number> {
  if (name === '--version' || name === '-v') return say(readVersion(packageUrl), output);
  if (name === '--help' || name === '-h' || name === 'help') return say(generalHelp, output);
  if (name === undefined) throw new UsageError(`a command is missing\n\n${generalHelp}`);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new UsageError(`there is no command "${name}"; --help lists them`);
  return command(args, output);
}

/** Errors of parseArgs are the user's too, and their first sentence says what is wrong. */
function toUsageError(error: unknown): UsageError | undefined {
  if (error instanceof UsageError) return error;
  const isParseError = error instanceof Error && String(Reflect.get(error, 'code')).startsWith('ERR_PARSE_ARGS_');
  return isParseError ? new UsageError(error.message.split('. ', 1)[0] ?? error.message) : undefined;
}

/**
 * Runs the command.
 *
 * @param args without node and script.
 * @param packageUrl of package.json, for --version.
 * @returns the exit code.
 */
export async function run(args: readonly string[], packageUrl: URL, output: Output): Promise<number> {
  try {
    return await dispatch(args, packageUrl, output);
  } catch (error) {
    const fault = toUsageError(error);
    if (fault === undefined) throw error;
    // A message may quote what a server sent.
    output.err(`failwell: ${fault.message.split('\n').map(printable).join('\n')}`);
    return 2;
  }
}
