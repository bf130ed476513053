import type { Marks } from './marks.ts';
import type { Classifier, Verdict } from './verdict.ts';
import { fault } from './verdicts.ts';

/**
 * Errors of the file system. The client asked for a URL, not for a path, so they are ours (500): Koa 2 still answers 404
 * to a missing server file, and to a missing executable. Only a full disk is worth a status of its own.
 */

const other = fault('file_system/other');
const full: Verdict = { status: 507, rule: 'file_system/full' };

const codes: ReadonlyMap<string, Verdict> = new Map(
  'ENOENT ENOTDIR EISDIR EEXIST EACCES EPERM ENOTEMPTY EROFS ELOOP ENAMETOOLONG EBUSY EXDEV EMLINK EFBIG EIO EBADF EADDRINUSE'
    .split(' ')
    .map((code) => [code, fault(`file_system/${code}`)]),
);

export const classifyFileSystem: Classifier<Marks> = ({ code, syscall }) => {
  if (code === undefined) return undefined;
  // inotify reports its own limit as ENOSPC: no disk is full.
  if (code === 'ENOSPC' || code === 'EDQUOT') return syscall === 'watch' ? other : full;
  return code.startsWith('ERR_FS_') ? other : codes.get(code);
};
