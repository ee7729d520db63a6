import { dirname } from 'node:path';

const TROUBLES: Readonly<Record<string, string>> = {
  EEXIST: 'another program has just created it',
  EISDIR: 'this is a folder, not a file',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EACCES: 'writing there is not allowed',
  EPERM: 'writing there is not allowed',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  ELOOP: 'its link leads back to itself',
};

/** Describes why a file cannot be written: the end of a sentence. */
export function describeTrouble(path: string, error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return code === 'ENOENT'
    ? `the folder ${dirname(path)} does not exist; create it first`
    : (TROUBLES[code] ?? message);
}
