import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureParts, pathOf } from './ensure.ts';
import { type PrivateServer, startPrivateServer } from './private-server.ts';

export interface NginxSite {
  /** What stands in the `http` block, such as `proxy_cache_path` or `upstream`. `directory` is the server's own. */
  readonly http?: (directory: string) => string;
  /** What stands in the `server` block, `listen` aside. */
  readonly server: string;
}

function configure(site: NginxSite, port: number, directory: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${directory}/${kind};`)
    .join('\n  ');
  return `${process.getuid?.() === 0 ? 'user root;\n' : ''}pid ${directory}/nginx.pid;
daemon off;
worker_processes 1;
error_log stderr warn;
events { worker_connections 256; }
http {
  access_log off;
  ${temporary}
  ${site.http?.(directory) ?? ''}
  server {
    listen 127.0.0.1:${port};
    ${site.server}
  }
}
`;
}

/** Starts nginx with a site of its own on 127.0.0.1; installs it where it is missing. */
export function startNginx(site: NginxSite): Promise<PrivateServer> {
  ensureParts('nginx');
  return startPrivateServer({
    name: 'nginx',
    command: pathOf('nginx'),
    prepare: (port, directory) => {
      mkdirSync(join(directory, 'cache'));
      chmodSync(directory, 0o700);
      const file = join(directory, 'nginx.conf');
      writeFileSync(file, configure(site, port, directory));
      return ['-p', directory, '-e', 'stderr', '-c', file];
    },
  });
}
