import { proxyErrorTypes } from '../../../plan/proxy-status.ts';
import type { Seen } from '../observation.ts';
import { has, lines, type Rule, show } from '../rule.ts';

interface Member {
  readonly identity: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const string = '"(?:[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\["\\\\])*"';
const token = "[A-Za-z*][\\w:/!#$%&'*+\\-.^`|~]*";
const bareItem = `(?:${string}|${token}|-?\\d+(?:\\.\\d{1,3})?|\\?[01]|:[A-Za-z0-9+/=]*:)`;
const parameter = `; *[a-z*][a-z0-9_\\-.*]*(?:=${bareItem})?`;
const memberPattern = new RegExp(`^ *((?:${string}|${token}))((?:${parameter})*) *$`);

/** Members of a Structured List (RFC 9651 section 4.2), split outside strings. */
function splitList(line: string): readonly string[] {
  return line.match(new RegExp(`(?:${string}|[^,"])+`, 'g')) ?? [];
}

function parseMember(text: string): Member | undefined {
  const match = memberPattern.exec(text);
  if (match === null) return undefined;
  const pairs = (match[2] ?? '').match(new RegExp(parameter, 'g')) ?? [];
  return {
    identity: match[1] ?? '',
    parameters: new Map(
      pairs.map((pair) => {
        const [name = '', ...rest] = pair.slice(1).trim().split('=');
        return [name, rest.join('=')] as const;
      }),
    ),
  };
}

function parse(seen: Seen): readonly (Member | undefined)[] {
  return splitList(lines(seen, 'proxy-status').join(', ')).map(parseMember);
}

const hasProxyStatus = (seen: Seen): boolean => has(seen, 'proxy-status');

export const gatewayRules: readonly Rule[] = [
  {
    of: 'response',
    id: 'PX-2',
    level: 'MUST',
    source: 'RFC 9209 section 2, RFC 9651 section 4.2',
    title: 'Proxy-Status is a list of intermediaries with parameters',
    fix: 'Write each member as a token or a quoted string, with ;name=value after it.',
    applies: hasProxyStatus,
    check: (seen) => {
      const parsed = parse(seen);
      return parsed.length === 0 || parsed.includes(undefined) ? show(seen, 'Proxy-Status') : undefined;
    },
  },
  {
    of: 'response',
    id: 'PX-3',
    level: 'MUST',
    source: 'RFC 9209 section 2.1.1',
    title: 'The error of Proxy-Status is a registered token',
    fix: 'Use one of the types of RFC 9209 section 2.3, without quotes.',
    applies: hasProxyStatus,
    check: (seen) => {
      const types = parse(seen).map((member) => member?.parameters.get('error'));
      return types.find((type) => type !== undefined && !Object.hasOwn(proxyErrorTypes, type));
    },
  },
  {
    of: 'response',
    id: 'PX-7',
    level: 'POLICY',
    source: 'RFC 9209 section 4',
    title: 'Proxy-Status tells clients nothing about what is behind the gateway',
    fix: 'Leave next-hop and details out towards the public.',
    applies: hasProxyStatus,
    check: (seen) => {
      const found = parse(seen).find(
        (member) => member?.parameters.has('next-hop') || member?.parameters.has('details'),
      );
      return found === undefined ? undefined : show(seen, 'Proxy-Status');
    },
  },
];
