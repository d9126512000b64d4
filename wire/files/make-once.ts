import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * The text of a file: read, or made (mode 0600, its directory 0700) by whichever process comes first.
 *
 * Several may start at once: each writes a draft of its own and links it under the name, which succeeds once; the losers
 * read the winner's. A reader never sees half a file.
 *
 * @param make the content, asked for only where there is no file
 * @param newId unguessable, never twice
 * @throws Error where the directory cannot be written or the file not be read
 */
export async function makeOnce(
  file: string,
  make: () => string | Promise<string>,
  newId: () => string,
): Promise<string> {
  const existing = await readFile(file, 'utf8').catch(ignore('ENOENT'));
  if (existing !== undefined) return existing;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${newId()}.tmp`;
  try {
    await writeFile(draft, await make(), { mode: 0o600, flag: 'wx' });
    await link(draft, file).catch(ignore('EEXIST'));
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file, 'utf8');
}

function ignore(code: string) {
  return (error: NodeJS.ErrnoException): undefined => {
    if (error.code !== code) throw error;
  };
}
