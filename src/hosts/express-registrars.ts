/** The methods of Express's apps, routers and routes that take handlers: Node's HTTP methods and what Express adds. */
export const registrars: readonly string[] = [
  ...['use', 'all', 'param', 'route'],
  ...['acl', 'bind', 'checkout', 'connect', 'copy', 'delete', 'get', 'head', 'link', 'lock', 'm-search', 'merge'],
  ...[
    'mkactivity',
    'mkcalendar',
    'mkcol',
    'move',
    'notify',
    'options',
    'patch',
    'post',
    'propfind',
    'proppatch',
    'purge',
  ],
  ...['put', 'query', 'rebind', 'report', 'search', 'source', 'subscribe', 'trace', 'unbind', 'unlink', 'unlock'],
  ...['unsubscribe'],
];
