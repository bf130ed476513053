import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureParts, pathOf } from './ensure.ts';

export interface Certificate {
  readonly key: Buffer;
  readonly cert: Buffer;
}

const known = new Map<string, Certificate>();

function create(name: string): Certificate {
  ensureParts('openssl');
  const directory = mkdtempSync(join(tmpdir(), 'certificate-'));
  const [key, cert] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
  const form = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
  execFileSync(pathOf('openssl'), ['req', '-x509', ...form, '-keyout', key, '-out', cert, ...subject], {
    stdio: 'pipe',
  });
  const certificate = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(directory, { recursive: true });
  return certificate;
}

/** A self-signed certificate for a host name; made once a process. */
export function certificateFor(name: string): Certificate {
  const certificate = known.get(name) ?? create(name);
  known.set(name, certificate);
  return certificate;
}
