// Adds to package-lock.json the optional packages of other platforms that npm left out, because the registry that it
// asked does not serve them. Without them `npm ci` refuses the lock file. Run after every `npm install` that changed it.
import { readFileSync, writeFileSync } from 'node:fs';

const platform = /(?<os>android|darwin|freebsd|linux|openharmony|win32|netbsd|openbsd|sunos|aix)/;
const processor = /(?<![a-z])(?<cpu>arm64|arm|x64|ppc64|riscv64|s390x|ia32|loong64|mips64el|wasm32)(?![a-z0-9])/;

/** What npm itself would write of the package, as far as its name tells. */
function toEntry(name, version, engines) {
  const { os } = platform.exec(name)?.groups ?? {};
  const { cpu } = processor.exec(name)?.groups ?? {};
  const libc = name.includes('musl') ? ['musl'] : /linux.*gnu/.test(name) ? ['glibc'] : undefined;
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    dev: true,
    ...(libc && { libc }),
    optional: true,
    ...(os && { os: [os] }),
    ...(engines && { engines }),
  };
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const packages = { ...lock.packages };
for (const [path, owner] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    const isThere = packages[`node_modules/${name}`] ?? packages[`${path}/node_modules/${name}`];
    if (isThere === undefined) packages[`node_modules/${name}`] = toEntry(name, version, owner.engines);
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
