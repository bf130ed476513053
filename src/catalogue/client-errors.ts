import type { StatusProse } from './prose.ts';

/** Prose of the registered 4xx. */
export const clientErrors: Readonly<Record<number, StatusProse>> = {
  400: {
    meaning:
      'Something about the request itself, such as its syntax, framing or routing, is wrong enough that the server will not act on it.',
    description:
      'The request was understood as HTTP at most: nothing of it was carried out, and the same bytes will fail again. Choose it where the server cannot make sense of the message; where it can and dislikes what the message says, one of its siblings is more exact.',
    popularity: 'common',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Unparseable JSON, missing or malformed parameters, invalid headers',
    notes:
      'Generic fallback of the 4xx class: clients must treat an unrecognised 4xx as this one. Node answers parser failures with 400 itself, before any middleware runs, and without a Date field.',
    retryReason: 'The identical bytes will be rejected again; the client has to fix the request.',
    fields: [
      {
        name: 'Connection',
        level: 'SHOULD',
        when: 'HTTP/1.1, when the framing was invalid (bad Content-Length, Transfer-Encoding not ending in chunked, or both)',
        value: 'close',
        spec: 'RFC 9112 section 9.6; to close is a MUST of sections 6.1 and 6.3',
      },
    ],
    related: [
      [422, 'the syntax is fine but the values break a business or validation rule'],
      [415, 'the media type or content coding, not the content, is the problem'],
      [413, 'the only fault is the size of the content'],
      [431, 'the header section is what is too large'],
      [404, 'the target does not exist'],
    ],
  },
  401: {
    meaning:
      'The request carries no credentials, or credentials that the target resource does not accept, so it has not been applied.',
    description:
      'It is about authentication, whatever the phrase says: the server does not know who is asking. The challenge tells the client how to prove it, and a client that has other credentials may try once more with those.',
    popularity: 'common',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Missing, expired or invalid session, API key or bearer token',
    notes:
      'Without a challenge the response breaks a MUST. A Basic challenge makes browsers open a credential dialog, so APIs used by pages usually prefer Bearer. Never forward the 401, or the challenge, of an upstream service as your own.',
    retryReason: 'A repeat can succeed only with new or different credentials.',
    required: {
      'WWW-Authenticate': {
        when: 'always, with at least one challenge that applies to the target',
        value:
          'auth-scheme [ 1*SP ( token68 / #auth-param ) ]; realm only as quoted-string; one field line a challenge',
        example: 'Bearer realm="orders"',
        option: 'challenges',
        spec: 'RFC 9110 sections 11.6.1 and 15.5.2',
      },
    },
    related: [
      [403, 'the credentials are valid but do not grant access, or access is refused whoever asks'],
      [407, 'a forward proxy, not the origin, wants the credentials'],
      [404, 'even the existence of the resource must stay hidden'],
      [511, 'a network access portal wants the login'],
    ],
    example: `throw new Unauthorized('token expired', {
  challenges: [{ scheme: 'Bearer', params: { realm: 'orders', error: 'invalid_token' } }],
});`,
  },
  402: {
    meaning: 'Set aside by the standard for a future payment mechanism; in practice APIs use it for billing problems.',
    description:
      'The standard defines nothing beyond the reservation, so a generic client reads it as 400. It works as a documented convention of one API, with the real reason in the body.',
    popularity: 'occasional',
    recommended: false,
    recommendedScope: 'any',
    commonUseCase: 'Unpaid plan, exhausted prepaid quota, declined charge',
    notes: 'Nothing can be paid over HTTP by it: say in the body what is owed, and where it can be settled.',
    retryReason: 'Something about the account or the payment has to change first.',
    related: [
      [403, 'access is refused for a reason other than payment'],
      [429, 'the limit resets by itself with time'],
      [409, 'the payment conflicts with the current state of an order'],
    ],
    example: "throw new PaymentRequired('the plan has no seats left', { reason: 'SEATS_EXHAUSTED' });",
  },
  403: {
    meaning: 'The server understood the request and declines to carry it out; other credentials may or may not help.',
    description:
      'The refusal is a decision, not an accident, so asking again changes nothing. It says that the server knows the resource and knows enough about the caller; where already that is too much to say, answer 404.',
    popularity: 'common',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Insufficient role or scope, blocked address, failed CSRF check',
    notes:
      'Clients should not repeat it with the same credentials. An origin may answer 404 instead to hide the resource. Search engines treat it like other 4xx: the URL drops out of the index and the crawl rate is not affected, so it is no way to slow a crawler down.',
    retryReason: 'The refusal is deliberate; it should not be repeated with the same credentials.',
    fields: [
      {
        name: 'WWW-Authenticate',
        level: 'MAY',
        when: 'when better credentials would help, e.g. Bearer error="insufficient_scope"',
        spec: 'RFC 9110 section 11.6.1; RFC 6750 section 3.1',
      },
    ],
    related: [
      [401, 'no valid credentials were presented'],
      [404, 'you do not want to reveal that the resource exists'],
      [451, 'the refusal follows a legal demand'],
      [405, 'only the method is refused'],
    ],
  },
  404: {
    meaning:
      'The origin has no current representation for the target, or will not admit to having one; nothing is said about how long that lasts.',
    description:
      'The server did its work and there is nothing there. That makes it the wrong answer when the server could not look: a broken back end or database behind it is a 5xx, or caches, crawlers and clients conclude that the resource is gone.',
    popularity: 'common',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Unknown route, deleted or never existing record',
    notes:
      'Heuristically cacheable, so a 404 for something about to be created should carry explicit cache directives. CDNs cache it on their own when no directive is present (Cloudflare documents 3 minutes).',
    retryReason: 'Absence is not a transient fault; a later attempt may differ but nothing suggests when.',
    related: [
      [410, 'the removal is known to be permanent'],
      [403, 'existence may be revealed but access may not'],
      [405, 'the resource exists and only the method is wrong'],
      [501, 'the method is unknown to the whole server'],
      [502, 'a gateway could not get an answer; do not mask that as 404'],
    ],
  },
  405: {
    meaning: 'The server knows the method but this particular target does not support it.',
    description:
      'The resource is there and answers other methods: the Allow field lists them as they are at this moment. The list may be empty, which says that nothing is allowed for now.',
    popularity: 'common',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'POST to a read-only route, DELETE on a collection',
    notes: 'Express and Koa emit no Allow by themselves. Heuristically cacheable.',
    retryReason: 'Another method has to be chosen, as listed in Allow.',
    required: {
      Allow: {
        when: 'always',
        value: '#method, case-sensitive; an empty value means that no method is currently allowed',
        example: 'GET, HEAD, OPTIONS',
        option: 'allow',
        spec: 'RFC 9110 sections 10.2.1 and 15.5.6',
      },
    },
    related: [
      [501, 'no resource on this server supports the method'],
      [403, 'the method is supported but this caller may not use it'],
      [404, 'there is no such resource at all'],
    ],
    example: "throw new MethodNotAllowed({ allow: ['GET', 'HEAD'] });",
  },
  406: {
    meaning:
      'No available representation fits the Accept-type preferences of the request and the server declines to send a default one.',
    description:
      'The resource exists in forms that the client did not ask for. To send a default form is always allowed and usually kinder, so this is for an API that would rather fail than surprise, such as one that versions by media type.',
    popularity: 'occasional',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Strict API versioning by media type, unsupported language or format',
    notes: 'Never turn another error into 406 because the format of errors does not match Accept.',
    retryReason: 'The Accept-type fields have to be relaxed.',
    fields: [
      {
        name: 'Vary',
        level: 'SHOULD',
        when: 'when the response may be cached',
        value: 'the negotiation fields that were consulted',
        spec: 'RFC 9110 section 12.5.5',
      },
    ],
    bodyGuidance: 'Should list the available representations and their identifiers (RFC 9110 section 15.5.7).',
    related: [
      [415, 'the content sent by the client, not the one it asked for, has the wrong format'],
      [300, 'several choices exist and the client may simply pick one'],
    ],
    example: "throw new NotAcceptable({ details: { available: ['application/vnd.orders.v2+json'] } });",
  },
  407: {
    meaning: 'A proxy wants the client to authenticate to the proxy before it forwards the request.',
    description:
      'Only a proxy that the client chose may say this, and the client answers with Proxy-Authorization. To an application behind a reverse proxy it is never the right answer.',
    popularity: 'occasional',
    recommended: true,
    recommendedScope: 'forward-proxy',
    commonUseCase: 'Corporate or metered forward proxies',
    notes:
      'A 407 that reaches your gateway from its own outbound proxy is a fault of your configuration: it becomes 502 or 500, and its challenge is not passed on.',
    retryReason: 'Needs new or different Proxy-Authorization credentials.',
    required: {
      'Proxy-Authenticate': {
        when: 'always, with at least one challenge',
        value: 'the same grammar as WWW-Authenticate',
        example: 'Basic realm="egress"',
        option: 'challenges',
        spec: 'RFC 9110 sections 11.7.1 and 15.5.8',
      },
    },
    related: [
      [401, 'the origin wants the credentials'],
      [511, 'a captive portal wants the login'],
      [502, 'your own gateway failed to authenticate to its proxy'],
    ],
    example:
      "throw new ProxyAuthenticationRequired({ challenges: [{ scheme: 'Basic', params: { realm: 'egress' } }] });",
  },
  408: {
    meaning: 'The complete request did not arrive within the time the server was prepared to wait for it.',
    description:
      'It concerns the arrival of the request, not the work on it: the client, or the path to it, was slow to send. The server gives up on the connection, and the client may send the request again on a new one.',
    popularity: 'occasional',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Slow or stalled upload, idle connection that never sent a request',
    notes:
      'Never the answer to slow processing: Chromium sends the request again on a 408 over a reused connection, POST included. Node sends it by itself when headersTimeout or requestTimeout fire, without Date.',
    retryReason: 'The client may repeat an outstanding request, on a new connection when the old one is unusable.',
    retriedBy: ['ky', 'got', 'Chromium (reused connection, any method)'],
    related: [
      [504, 'the upstream, not the client, was slow'],
      [503, 'your own processing took too long'],
      [413, 'the upload was stopped for its size'],
    ],
  },
  409: {
    meaning:
      'The request collides with the present state of the resource in a way that the user may be able to resolve.',
    description:
      'The same request could be right at another time: somebody else was faster, or the resource is not in a state that allows it. The answer should show enough of that state for the client to decide what to do.',
    popularity: 'common',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Duplicate key, edit conflict, second request with an Idempotency-Key that is still in flight',
    notes:
      'Envoy has a retriable-4xx policy whose only member is 409, and some SDKs repeat it: if a blind repeat is harmful, choose a sibling.',
    retryReason:
      'Read the current state, resolve, then resubmit; only the Idempotency-Key that is in flight merely needs a delay.',
    retriedBy: ['Envoy (retriable-4xx)'],
    bodyGuidance: 'Should identify the source of the conflict (RFC 9110 section 15.5.10).',
    related: [
      [412, 'a precondition header that the client sent evaluated to false'],
      [422, 'the content is invalid regardless of state'],
      [423, 'a WebDAV-style lock is what blocks the request'],
      [428, 'you want to force clients to send a precondition'],
    ],
    example: "throw new Conflict('the order was shipped already', { reason: 'ORDER_SHIPPED' });",
  },
  410: {
    meaning: 'The target used to be available, no longer is, and is expected to stay that way.',
    description:
      'A deliberate end: links to the target should be removed. Use it only where the permanence is known, because caches and search engines take it at its word.',
    popularity: 'occasional',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Retired API version after its Sunset date, removed content whose links should disappear',
    notes:
      'Heuristically cacheable, and for good reason; send explicit directives if you may change your mind. Search engines drop it like a 404.',
    retryReason: 'The condition is presumed permanent.',
    fields: [
      {
        name: 'Link',
        level: 'MAY',
        when: 'to point at documentation of the retirement, or at the successor',
        value: '<uri>; rel="sunset" or rel="successor-version"',
        spec: 'RFC 8594 section 6; RFC 5829',
      },
    ],
    related: [
      [404, 'you do not know whether the absence is permanent'],
      [308, 'the resource lives on at another URI'],
      [451, 'it was taken away by a legal demand'],
    ],
    example: "throw new Gone('v1 was retired', { cacheControl: 'max-age=600' });",
  },
  411: {
    meaning: 'The server insists on a Content-Length and the request did not declare one.',
    description:
      'The client sent, or was about to send, content of unknown size, and this server will not read it that way. With a valid Content-Length the same request is welcome.',
    popularity: 'rare',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Back ends that cannot take chunked uploads',
    notes: 'RFC 9112 section 6.3 allows it for any message body that comes without Content-Length.',
    retryReason: 'Repeat with a valid Content-Length.',
    related: [
      [413, 'the declared length is known and is too big'],
      [400, 'the declared length is invalid'],
      [501, 'the transfer coding is not understood'],
    ],
  },
  412: {
    meaning: 'A conditional header sent with the request, such as If-Match, evaluated to false on the server.',
    description:
      'The client asked for the change only under a condition, and the condition no longer holds, so nothing was changed. This is how a lost update is prevented: fetch again, merge, and try with the new validator.',
    popularity: 'occasional',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Optimistic concurrency with ETags',
    notes:
      'Only meaningful if the request carried a precondition; preconditions are ignored when the plain request would have failed already.',
    retryReason: 'Fetch the current representation and build a new precondition.',
    fields: [
      {
        name: 'ETag',
        level: 'MAY',
        when: 'to show the current validator of the target',
        spec: 'RFC 9110 section 8.8',
      },
    ],
    related: [
      [428, 'the request had no precondition but one is mandatory'],
      [409, 'a conflict was found without any precondition in the request'],
      [304, 'a GET or HEAD precondition shows that the cached copy is still good'],
      [417, 'the Expect field, not a conditional field, failed'],
    ],
    example: 'throw new PreconditionFailed({ headers: { ETag: \'"v7"\' } });',
  },
  413: {
    meaning: 'The content of the request is bigger than the server will or can process.',
    description:
      'The size alone is the problem, whatever the content says. The server may answer before the upload has arrived; it then reads and throws away the rest for a while, because a client that is cut off in mid-upload rarely sees the answer.',
    popularity: 'common',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Upload or JSON body over the configured limit',
    notes:
      'Renamed by RFC 9110. Node 20 and http-errors 2 still say Payload Too Large, nginx says Request Entity Too Large. With Retry-After some clients upload everything again, so send it only when that can work.',
    retryReason: 'Shrink or split the content; only Retry-After announces that the limit is temporary.',
    retriedBy: ['ky (only with Retry-After)', 'got'],
    fields: [
      {
        name: 'Retry-After',
        level: 'SHOULD',
        when: 'only when the limit is temporary',
        value: 'seconds or an HTTP date',
        option: 'retryAfter',
        spec: 'RFC 9110 section 15.5.14',
      },
      {
        name: 'Connection',
        level: 'SHOULD',
        when: 'HTTP/1.1, unless the rest of the body is read anyway',
        value: 'close',
        spec: 'RFC 9112 sections 9.3 and 9.6',
      },
    ],
    related: [
      [431, 'the header section is too big'],
      [414, 'the URI is too long'],
      [411, 'no length was declared at all'],
      [507, 'storage, not a limit on this request, ran out'],
    ],
  },
  414: {
    meaning: 'The URI in the request exceeds the length that the server accepts.',
    description:
      'Usually a sign of a mistake on the way: a form sent as GET instead of POST, or redirects that feed on themselves. Looking at the end of the URI mostly tells which.',
    popularity: 'rare',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Form data in a query string, redirect loop that keeps appending a prefix',
    notes:
      'RFC 9112 section 3 makes it a MUST for a target longer than what the server parses, but Node counts the request line with the header section and answers 431. Heuristically cacheable.',
    retryReason: 'Shorten the URI, or use a method with content.',
    related: [
      [431, 'the header fields are what is too large'],
      [413, 'the content is too large'],
      [400, 'the target is malformed rather than long'],
    ],
  },
  415: {
    meaning:
      'The content of the request has a media type or content coding that this method on this target does not accept.',
    description:
      'The server did not look at what the content says, only at how it is labelled. Name what would be accepted, and name the thing that was wrong: the media type, or the coding.',
    popularity: 'occasional',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'XML sent to a JSON endpoint, gzip upload to a server that does not decompress',
    notes:
      'Accept answers for media types, Accept-Encoding for codings; the latter is out of place when codings are not the cause.',
    retryReason: 'Resend in a supported type or coding.',
    fields: [
      {
        name: 'Accept',
        level: 'MAY',
        when: 'when the media type is the cause',
        value: 'the media types that would be accepted',
        example: 'application/json',
        option: 'accept',
        spec: 'RFC 9110 sections 12.5.1 and 15.5.16',
      },
      {
        name: 'Accept-Encoding',
        level: 'SHOULD',
        when: 'when the content coding is the cause',
        value: 'the codings that would be accepted; "identity" if there are none',
        option: 'acceptEncoding',
        spec: 'RFC 9110 section 12.5.3',
      },
      {
        name: 'Accept-Patch',
        level: 'SHOULD',
        when: 'in answer to PATCH',
        value: 'the patch formats that would be accepted',
        option: 'acceptPatch',
        spec: 'RFC 5789 section 2.2',
      },
      {
        name: 'Accept-Encoding',
        level: 'MUST NOT',
        when: 'when the cause is not a content coding',
        spec: 'RFC 9110 section 12.5.3',
      },
    ],
    related: [
      [422, 'the type is supported and the content is well formed but unusable'],
      [400, 'the content is malformed for its declared type'],
      [406, 'the response, not the request, cannot be produced in the wanted type'],
    ],
    example: "throw new UnsupportedMediaType({ accept: ['application/json'] });",
  },
  416: {
    meaning:
      'None of the requested ranges can be served from the current representation, or the range set looks abusive.',
    description:
      'The client asked for parts that the representation does not have, mostly because it changed since. With the current length in Content-Range the client can ask for parts that exist.',
    popularity: 'occasional',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Resuming a download past the end of the file',
    notes:
      'To ignore Range and answer 200 is always permitted, so clients cannot rely on 416. An unknown length means no Content-Range at all: "*/*" is not valid.',
    retryReason: 'Use the length from Content-Range to ask for an existing range.',
    fields: [
      {
        name: 'Content-Range',
        level: 'SHOULD',
        when: 'for byte ranges, when the length is known',
        value: 'bytes */<current length>',
        example: 'bytes */47022',
        option: 'range',
        spec: 'RFC 9110 sections 14.4 and 15.5.17',
      },
      {
        name: 'Accept-Ranges',
        level: 'MAY',
        when: 'to state the supported units',
        value: 'bytes',
        spec: 'RFC 9110 section 14.3',
      },
    ],
    related: [
      [412, 'an If-Match or similar check is what failed'],
      [400, 'the Range field is malformed and you reject it instead of ignoring it'],
    ],
    example: 'throw new RangeNotSatisfiable({ range: { length: 47_022 } });',
  },
  417: {
    meaning: 'A member of the Expect field cannot be met by some server on the path.',
    description:
      'The client made its request depend on something that a server on the way does not offer. A client that gets it for 100-continue sends the request again without the expectation, content and all.',
    popularity: 'rare',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Expect value other than 100-continue, or a chain without 100-continue support',
    notes: 'Node answers 417 on its own for unknown expectations unless a checkExpectation listener is there.',
    retryReason: 'Repeat without the Expect field.',
    related: [
      [412, 'a conditional header failed'],
      [401, 'the header section alone shows that credentials are missing; answer that instead of 100'],
      [413, 'the declared length is too big already'],
    ],
  },
  418: {
    meaning: 'Kept out of circulation by the registry because an old April Fools specification made it a joke.',
    description:
      'It has no meaning that a client could act on, so clients see a generic 4xx. The number is reserved and will not be given to anything else.',
    popularity: 'rare',
    recommended: false,
    recommendedScope: 'none',
    registry: 'reserved',
    commonUseCase: 'Easter eggs; some sites answer suspected bots with it',
    notes:
      'The registry lists it as "(Unused)". The phrase is from RFC 2324 section 2.3.2 and RFC 7168 section 2.3.3, and both Node and http-errors know it.',
    retryReason: 'No defined semantics.',
    related: [
      [403, 'you want to refuse a bot'],
      [429, 'you want to slow a bot down'],
      [400, 'you need a generic client error'],
    ],
  },
  421: {
    meaning: 'The request reached a server that cannot answer authoritatively for the target URI on this connection.',
    description:
      'The right request at the wrong door, usually because the client reused a connection for another host name. Nothing was done, so the client may open another connection and send it again, whatever the method.',
    popularity: 'rare',
    recommended: true,
    recommendedScope: 'authoritative-server',
    commonUseCase: 'HTTP/2 connection coalescing onto a host that does not serve the name, Host and SNI mismatch',
    notes: 'A proxy must not generate it. Browsers repeat the request by themselves, POST included.',
    retryReason:
      'May be repeated on a different connection even if the method is not idempotent, since the request was not applied.',
    retriedBy: ['Chromium (reused connection, any method)'],
    related: [
      [404, 'you are authoritative for the host and only the path is unknown'],
      [400, 'the Host field is missing, duplicated or invalid'],
      [502, 'you are a proxy and the next hop is wrong'],
    ],
  },
  422: {
    meaning: 'Type and syntax of the content are fine, yet the instructions in it cannot be processed.',
    description:
      'The server read and understood the content, and some values in it cannot be accepted. Say which fields and why: a client, or the person behind it, can only correct what it is told.',
    popularity: 'common',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Field validation errors, reuse of an Idempotency-Key with a different payload',
    notes:
      'Came from WebDAV (RFC 4918 section 11.2) as Unprocessable Entity and was renamed when RFC 9110 adopted it. RFC 9457 shows an errors extension with JSON Pointers for it.',
    retryReason: 'The content has to be corrected.',
    related: [
      [400, 'the content cannot even be parsed'],
      [409, 'the same content would be fine in another state of the resource'],
      [415, 'the media type itself is not supported'],
    ],
    example:
      "throw new UnprocessableEntity({ details: { errors: [{ pointer: '#/email', detail: 'must be an address' }] } });",
  },
  423: {
    meaning: 'The source or the destination of the operation is under a lock.',
    description:
      'Somebody holds the resource, and the request did not present the token of that lock. It comes from WebDAV and clients outside of it know nothing about locks.',
    popularity: 'rare',
    recommended: true,
    recommendedScope: 'webdav',
    commonUseCase: 'WebDAV resource locked by another client',
    notes: 'WebDAV clients expect a DAV:error body with a condition code.',
    retryReason: 'Locks time out or are released; a valid lock token also solves it.',
    bodyGuidance:
      'Should contain a condition code such as lock-token-submitted or no-conflicting-lock (RFC 4918 section 11.3).',
    related: [
      [409, 'a general state conflict outside WebDAV'],
      [412, 'an If header with lock tokens evaluated to false'],
      [503, 'the whole service, not one resource, is blocked'],
    ],
  },
  424: {
    meaning: 'The action was not performed because another action that it depends on failed.',
    description:
      'An entry of a batch that was never tried, because an earlier entry failed. The dependency is another action of the same request, not a service behind the server.',
    popularity: 'rare',
    recommended: true,
    recommendedScope: 'webdav',
    commonUseCase: 'Later items of a WebDAV batch after the first one failed',
    notes: 'Designed for entries inside a 207 Multi-Status. A failing upstream service is 502 or 504.',
    retryReason: 'Fix the action that failed first, then repeat the batch.',
    related: [
      [502, 'the dependency is an upstream server that answered badly'],
      [504, 'the dependency is an upstream server that did not answer in time'],
      [409, 'the failure is a state conflict'],
    ],
  },
  425: {
    meaning: 'The server does not want to process a request that arrived in TLS early data and could be a replay.',
    description:
      'The request came before the handshake was complete, and an attacker could have recorded and sent it again. The client repeats it by itself after the handshake; people never see it.',
    popularity: 'rare',
    recommended: true,
    recommendedScope: 'tls-early-data',
    commonUseCase: 'State-changing request received as TLS 1.3 0-RTT',
    notes: 'Should only be sent if the request came in early data or carries Early-Data: 1. Not cacheable by default.',
    retryReason: 'User agents should repeat it automatically, but not in early data.',
    retriedBy: ['Envoy (early data)'],
    related: [
      [503, 'load, not the risk of a replay, is the reason'],
      [429, 'the client is sending too much'],
      [428, 'a precondition is what is missing'],
    ],
  },
  426: {
    meaning: 'The server will not serve the request over the current protocol but might after an upgrade.',
    description:
      'The same request is welcome in another protocol, which the Upgrade field names. It can be said in HTTP/1.1 only: later versions have no Upgrade field.',
    popularity: 'rare',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Plain HTTP request to a WebSocket endpoint, minimum protocol version',
    notes:
      'Upgrade has to be named in Connection as well. HTTP/2 and HTTP/3 forbid both fields, and Node throws there only when the headers are flushed.',
    retryReason: 'Switch to one of the listed protocols.',
    required: {
      Upgrade: {
        when: 'always (HTTP/1.1)',
        value: '#protocol in order of preference',
        example: 'websocket',
        option: 'upgrade',
        spec: 'RFC 9110 sections 7.8 and 15.5.22',
      },
    },
    fields: [
      {
        name: 'Connection',
        level: 'MUST',
        when: 'HTTP/1.1, because Upgrade is sent; added by the handlers of this library',
        value: 'Upgrade',
        example: 'Upgrade',
        spec: 'RFC 9110 section 7.8',
      },
    ],
    related: [
      [505, 'the major HTTP version is not supported at all'],
      [400, 'a WebSocket handshake is malformed rather than missing'],
      [308, 'a redirect to https is what you want'],
    ],
    example: "throw new UpgradeRequired({ upgrade: 'websocket' });",
  },
  428: {
    meaning: 'The origin accepts this kind of request only if it is conditional.',
    description:
      'The server refuses blind writes: the client has to show which version of the resource it means to change, so that nobody overwrites what they never saw.',
    popularity: 'rare',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Forcing If-Match on PUT, PATCH and DELETE to avoid lost updates',
    notes: 'A cache must not store it. It is a policy of the origin, so say it in the documentation of the API too.',
    retryReason: 'Repeat with If-Match or another precondition.',
    bodyGuidance: 'Should explain how to resubmit (RFC 6585 section 3).',
    related: [
      [412, 'a precondition was sent and failed'],
      [409, 'no precondition is demanded but a conflict was detected'],
    ],
    example: "throw new PreconditionRequired('send If-Match with the ETag that you read');",
  },
  429: {
    meaning: 'The client exceeded a rate limit.',
    description:
      'This one client sent too much in too little time; others are served. The request was not processed, so any method may be repeated, but not before the time in Retry-After.',
    popularity: 'common',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'API quota or per-client throttling',
    notes:
      'A cache must not store it. How clients are told apart and counted is up to the server. Crawlers treat it like a 5xx and slow down for the whole host. nginx and Envoy can be told to fail over on it.',
    retryReason: 'The quota refills; honour Retry-After.',
    retriedBy: ['ky', 'got'],
    fields: [
      {
        name: 'Retry-After',
        level: 'MAY',
        when: 'when the waiting time is known; most clients that repeat act on it',
        value: 'seconds or an HTTP date',
        example: '30',
        option: 'retryAfter',
        spec: 'RFC 6585 section 4',
      },
      {
        name: 'RateLimit',
        level: 'MAY',
        when: 'to tell what is left',
        value: '"<policy>";r=<remaining>;t=<seconds>',
        spec: 'draft-ietf-httpapi-ratelimit-headers',
      },
      {
        name: 'RateLimit-Policy',
        level: 'MAY',
        when: 'to tell the limit',
        value: '"<policy>";q=<quota>;w=<window>',
        spec: 'draft-ietf-httpapi-ratelimit-headers',
      },
    ],
    bodyGuidance: 'Should explain the condition (RFC 6585 section 4).',
    related: [
      [503, 'the whole service is overloaded, not this client'],
      [403, 'the client is blocked rather than throttled'],
      [402, 'only payment lifts the limit'],
    ],
    example: "throw new TooManyRequests('100 orders a minute', { retryAfter: 30 });",
  },
  431: {
    meaning: 'The header section, or one field in it, is larger than the server accepts.',
    description:
      'The request has grown too many or too long header fields, most often cookies. The client cannot use the site until they shrink, so name the field where a single one is at fault.',
    popularity: 'occasional',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Cookie bloat, oversized tokens',
    notes:
      'A cache must not store it. Node sends it by itself when the header section passes maxHeaderSize (16 KiB by default), without Date and without content.',
    retryReason: 'Shrink the fields, for instance by clearing cookies.',
    bodyGuidance: 'Should name the offending field when a single one is at fault (RFC 6585 section 5).',
    related: [
      [414, 'the URI is too long'],
      [413, 'the content is too large'],
      [400, 'a field is malformed rather than large'],
    ],
  },
  451: {
    meaning: 'Access is denied because of a legal demand.',
    description:
      'Law, not policy, stands between the client and the resource, and the status makes that visible. It says nothing about whether the resource exists. The content should name who demands it, by which law, and for whom it holds.',
    popularity: 'rare',
    recommended: true,
    recommendedScope: 'any',
    commonUseCase: 'Court order, copyright takedown, geographic legal block',
    notes: 'Heuristically cacheable. The Link names who carries out the block, not who ordered it.',
    retryReason: 'Only a change in the legal situation helps.',
    fields: [
      {
        name: 'Link',
        level: 'SHOULD',
        when: 'always',
        value: '<uri of the blocking entity>; rel="blocked-by"',
        example: '<https://isp.example/legal>; rel="blocked-by"',
        option: 'blockedBy',
        spec: 'RFC 7725 section 4',
      },
    ],
    bodyGuidance: 'Should name the demanding party, the law and the scope (RFC 7725 section 3).',
    related: [
      [403, 'policy, not law, is the reason'],
      [404, 'the legal demand also forbids disclosure'],
      [410, 'the content was removed voluntarily and for good'],
    ],
    example: `throw new UnavailableForLegalReasons('blocked by court order', {
  blockedBy: 'https://isp.example/legal',
});`,
  },
};
