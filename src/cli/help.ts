import { auditDefaults } from './audit.ts';

export const generalHelp: string = `Usage: failwell <command>

  failwell explain STATUS   what a status means, needs and promises
  failwell audit URL        whether a live server's errors are well-formed HTTP
                            (experimental)

  --help                    of failwell, or of a command
  --version

The exit code is 2 where the arguments are wrong or the server is down.`;

export const explainHelp: string = `Usage: failwell explain STATUS [--json]

Prints the catalogue entry of a status: meaning, use, retry advice, fields,
related codes and a typical response. STATUS is a number or the name of a class:

  failwell explain 502
  failwell explain BadGateway

  --json   the whole entry as JSON
  --help`;

export const auditHelp: string = `Usage: failwell audit URL [options]

Sends requests that fail to a live server, looks at the bytes that come back,
and reports each rule that is broken: what was sent, what was seen, how to fix
it. The server may be written in anything. Experimental in 0.x.

  failwell audit http://127.0.0.1:3000
  failwell audit http://127.0.0.1:3000 --route "/fails=502" \\
    --route "POST /orders=409" --json-route /orders

  --route ROUTE        a route that fails, with the method (GET where absent)
                       and the status that it must answer, after a space
                       where the path has a query: "/search?limit=0 =400";
                       may be repeated
  --json-route ROUTE   a route that reads JSON (POST where no method is given);
                       it is sent malformed, wrong and too large bodies;
                       may be repeated
  --json               the report as JSON
  --strict             exit code 1 for a broken SHOULD too
  --policy             exit code 1 for SHOULD and POLICY too
  --allow-remote       allows a host that is not this machine
  --insecure           does not check the certificate
  --max-requests N     sends at most N requests (${auditDefaults.maxRequests})
  --timeout MS         for one answer (${auditDefaults.timeoutMs})
  --total-timeout MS   for the whole audit (${auditDefaults.totalMs})
  --help

Without --route and --json-route it sends only GET, HEAD, OPTIONS, TRACE,
PROPFIND and requests that are no valid HTTP, for paths that hardly exist.
It connects to the given host and port alone and follows no redirect.

Exit code: 0 no MUST is broken and nothing leaks; 1 something is broken;
2 wrong arguments, the server is down, or time was over before the end.`;
