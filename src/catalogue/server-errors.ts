import type { StatusProse } from './prose.ts';

/** Prose of the registered 5xx. */
export const serverErrors: Readonly<Record<number, StatusProse>> = {
  500: {
    meaning: 'Something unexpected went wrong inside the server and no more precise code applies.',
    description:
      'A fault of this server, and nobody planned for it: the client did nothing wrong and can do nothing about it. It says nothing about how long it lasts, so it is for faults, not for overload, maintenance or a service behind the server.',
    popularity: 'common',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Unhandled exceptions and crashes while a request is processed',
    notes:
      'Generic fallback of the 5xx class, and the status of every thrown value that is not recognised. The message of the exception must not reach the client. Repeated 5xx make crawlers slow down and drop pages.',
    retryReason:
      'The code says nothing about transience and the same input usually hits the same fault; many clients repeat idempotent requests anyway, so the server still needs safeguards.',
    retriedBy: ['ky', 'got', 'Envoy (5xx)'],
    related: [
      [502, 'the fault is an invalid answer from an upstream'],
      [503, 'the condition is temporary overload or maintenance'],
      [504, 'an upstream was too slow'],
      [501, 'the functionality does not exist'],
      [400, 'the client caused it'],
    ],
  },
  501: {
    meaning:
      'The server lacks the functionality that the request needs, typically because it does not recognise the method for any resource.',
    description:
      'A statement about the whole server, not about one resource: it will answer the same everywhere until somebody builds the thing. Caches may keep it for that reason.',
    popularity: 'occasional',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Request methods that the server supports nowhere',
    notes:
      'The only heuristically cacheable 5xx. Also the answer to a transfer coding that the server does not understand, and to an overlong method. Node rejects unknown methods with 400 in its parser, before any application code.',
    retryReason: 'The capability will not appear by waiting.',
    fields: [
      {
        name: 'Allow',
        level: 'MAY',
        when: 'to list what is supported',
        value: '#method',
        spec: 'RFC 9110 section 10.2.1',
      },
    ],
    related: [
      [405, 'the method is known and only this resource rejects it'],
      [404, 'the feature is a resource that does not exist'],
      [503, 'the feature exists but is switched off for now'],
    ],
  },
  502: {
    meaning:
      'While acting as gateway or proxy, the server got a reply from the next inbound server that it could not accept as valid.',
    description:
      'The fault lies behind this server: the upstream answered with something unusable, or closed the connection, or could not be reached at all for a reason other than time. The client did nothing wrong. Whoever operates the gateway looks at the upstream and at the path to it, not at the code of the gateway.',
    popularity: 'common',
    recommended: true,
    recommendedScope: 'gateway',
    commonUseCase: 'Upstream errors seen by proxies and load balancers',
    notes:
      'RFC 9209 recommends it also when no reply came because the connection was refused, reset or unroutable, or TLS or DNS failed. RFC 9112 section 6.3 makes it mandatory for a proxy that receives invalid Content-Length framing. Never copy status, headers or content of the upstream error.',
    retryReason:
      'Faults of an upstream are often transient, yet it may have acted already, so automatic repeats are for idempotent requests.',
    retriedBy: ['ky', 'got', 'Envoy (gateway-error)'],
    fields: [
      {
        name: 'Proxy-Status',
        level: 'MAY',
        when: 'only in the role of an intermediary; an origin must not',
        value: '<proxy-id>; error=<proxy error type>',
        option: 'proxy',
        spec: 'RFC 9209 section 2',
      },
      {
        name: 'Retry-After',
        level: 'MAY',
        when: 'when the fault is known to be transient',
        value: 'seconds or an HTTP date',
        option: 'retryAfter',
        spec: 'RFC 9110 section 10.2.3',
      },
    ],
    related: [
      [504, 'the upstream did not answer in time (connect, read or DNS timeout)'],
      [
        503,
        'the upstream is known to be down or drained, its connection limit is reached, or you are overloaded yourself',
      ],
      [500, 'the fault lies in the gateway itself, its configuration or its routing'],
      [508, 'a WebDAV binding loop, not a proxy loop, was found'],
      [424, 'an earlier action in the same request failed'],
    ],
    example: "throw new BadGateway('orders answered 500', { reason: 'ORDERS_FAILED', transient: true });",
  },
  503: {
    meaning:
      'The server cannot handle the request for now because of overload or maintenance and expects this to pass.',
    description:
      'A refusal that the server knows to be temporary, made before any work was done. Retry-After turns it into an appointment: it states how long the service expects to be unavailable, and clients and crawlers come back then.',
    popularity: 'common',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Maintenance windows, overload, load shedding',
    notes:
      'The right answer to crawlers during planned downtime, robots.txt included. Under extreme load it is legitimate to refuse connections instead.',
    retryReason:
      'Temporary by definition; honour Retry-After. A refusal before any processing makes even non-idempotent repeats safe, but the status alone does not promise that.',
    retriedBy: ['ky', 'got', 'Envoy (gateway-error)'],
    fields: [
      {
        name: 'Retry-After',
        level: 'MAY',
        when: 'when an estimate exists',
        value: 'seconds or an HTTP date',
        example: '120',
        option: 'retryAfter',
        spec: 'RFC 9110 sections 10.2.3 and 15.6.4',
      },
    ],
    related: [
      [429, 'one client, not the service, is over its limit'],
      [502, 'an upstream answered with garbage'],
      [504, 'an upstream timed out'],
      [500, 'the fault is not expected to pass by itself'],
    ],
    example: "throw new ServiceUnavailable('the pool is exhausted', { retryAfter: 5 });",
  },
  504: {
    meaning:
      'While acting as gateway or proxy, the server waited for an upstream that it needed and no timely answer came.',
    description:
      'The deadline of this server passed before the upstream answered. What the upstream did with the request is unknown: it may still be working on it. The two deadlines, here and there, are the first thing to compare.',
    popularity: 'common',
    recommended: true,
    recommendedScope: 'gateway',
    commonUseCase: 'Upstream server timeouts',
    notes:
      'RFC 9209 recommends it for every timeout towards an upstream: DNS, connect, read, write and response. Caches also send it when must-revalidate content cannot be revalidated.',
    retryReason:
      'The upstream may recover, but the first attempt may still complete there, so only idempotent requests are safe to repeat.',
    retriedBy: ['ky', 'got', 'Envoy (gateway-error)'],
    fields: [
      {
        name: 'Proxy-Status',
        level: 'MAY',
        when: 'only in the role of an intermediary; an origin must not',
        value: '<proxy-id>; error=connection_timeout',
        option: 'proxy',
        spec: 'RFC 9209 section 2',
      },
      {
        name: 'Retry-After',
        level: 'MAY',
        when: 'when the delay is known to be transient',
        value: 'seconds or an HTTP date',
        option: 'retryAfter',
        spec: 'RFC 9110 section 10.2.3',
      },
    ],
    related: [
      [502, 'an answer came but was invalid, or the connection was refused or reset'],
      [408, 'the client was slow in sending its request'],
      [503, 'your own work, not an upstream, took too long'],
    ],
    example: "throw new GatewayTimeout('orders took longer than 2 s', { transient: true });",
  },
  505: {
    meaning: 'The server refuses the major HTTP version used by the request.',
    description:
      'The request may be fine in every other way, and in another major version the server would look at it. It answers in a version that the client is likely to understand.',
    popularity: 'rare',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Client speaking an HTTP version the server does not support',
    notes: 'Node rejects unknown versions with 400 in its parser, before any application code.',
    retryReason: 'Use a supported major version.',
    bodyGuidance: 'Should say why the version is not supported and which protocols are (RFC 9110 section 15.6.6).',
    related: [
      [426, 'an upgrade on the same connection would do'],
      [400, 'the version token is malformed'],
    ],
  },
  506: {
    meaning:
      'The server is misconfigured: the variant that negotiation selected would itself negotiate, which makes the selection circular.',
    description:
      'A fault in the configuration of transparent content negotiation, an experiment that was hardly deployed. Only software that implements it has a use for the code.',
    popularity: 'rare',
    recommended: false,
    recommendedScope: 'content-negotiation',
    commonUseCase: 'Faulty configuration of transparent content negotiation',
    notes: 'From an Experimental RFC; Apache mod_negotiation is the known producer.',
    retryReason: 'A configuration fault persists until someone fixes it.',
    related: [
      [500, 'it is any other configuration fault'],
      [406, 'negotiation worked but nothing fits'],
    ],
  },
  507: {
    meaning: 'The server cannot store the representation that is needed to complete the request.',
    description:
      'There is no room on the server for what the request would leave there. The condition is temporary in principle, but it ends when somebody frees space, not by waiting.',
    popularity: 'rare',
    recommended: true,
    recommendedScope: 'webdav',
    commonUseCase: 'Full storage on a WebDAV server',
    notes:
      'A request that came from a user action must not be repeated until the user asks again. Outside WebDAV clients read it as a generic 5xx that says the disk is full.',
    retryReason:
      'RFC 4918 section 11.5 forbids to repeat user-initiated requests automatically; space has to be freed first.',
    related: [
      [413, 'this one request is too large'],
      [503, 'capacity other than storage is exhausted'],
      [429, 'a per-client quota is exhausted'],
    ],
  },
  508: {
    meaning: 'An operation with Depth: infinity ran into an endless loop of bindings and failed as a whole.',
    description:
      'Collections on the server contain each other, so walking through them has no end. It is about WebDAV bindings and has nothing to do with requests that travel in circles.',
    popularity: 'rare',
    recommended: true,
    recommendedScope: 'webdav',
    commonUseCase: 'Circular WebDAV bindings',
    notes: 'A forwarding loop between proxies is a 502 with the proxy error type proxy_loop_detected.',
    retryReason: 'The loop remains until the bindings change.',
    related: [
      [502, 'requests loop between proxies (proxy_loop_detected)'],
      [500, 'it is any other runaway recursion'],
    ],
  },
  510: {
    meaning: 'The request did not declare an extension that the access policy of the resource demands.',
    description:
      'Part of an extension framework for HTTP that was never adopted. It is listed for completeness: do not send it, and read it as 500.',
    popularity: 'rare',
    recommended: false,
    recommendedScope: 'none',
    registry: 'obsoleted',
    commonUseCase: 'The HTTP Extension Framework, in theory',
    notes: 'The registry marks it obsoleted: RFC 2774 was moved to Historic.',
    retryReason: 'The response was meant to tell which extension to add.',
    related: [
      [501, 'functionality that the request needs does not exist'],
      [426, 'another protocol is required'],
      [428, 'a precondition is required'],
    ],
  },
  511: {
    meaning: 'The client has to authenticate to the network before its traffic is let through.',
    description:
      'An intercepting proxy of the network speaks here, not the server that the client asked for: the status exists so that software can tell the two apart. The content links to the login.',
    popularity: 'rare',
    recommended: false,
    recommendedScope: 'captive-portal',
    commonUseCase: 'Login demanded by a captive portal',
    notes: 'Origin servers should not generate it. A cache must not store it.',
    retryReason: 'Log in to the network, then repeat.',
    fields: [
      {
        name: 'WWW-Authenticate',
        level: 'SHOULD NOT',
        when: 'always: no challenge, because the origin did not speak',
        spec: 'RFC 6585 section 6',
      },
    ],
    bodyGuidance:
      'Should contain a link to the login resource and should not be the login itself (RFC 6585 section 6).',
    related: [
      [401, 'the origin wants authentication'],
      [407, 'a configured proxy wants authentication'],
    ],
  },
};
