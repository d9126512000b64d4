import type { Readable } from 'node:stream';
import { Agent, request } from 'undici';
import type { Person } from '../../wire/identity/service-token.ts';

/** Where files of exports lie, and how a person is vouched for. */
export interface ExportFilesAddress {
  /** e.g. http://127.0.0.1:4106/exports; null: nowhere at this time. */
  readonly url: () => string | null;
  /** A service token for the clearance subgraph that carries the person. */
  readonly token: (person: Person) => Promise<string>;
}

/** A file that is being read; whoever opened it reads it to its end, or destroys it. */
export interface ExportFile {
  readonly kind: 'file';
  /** `content-type`, `content-length`, `content-disposition`, as far as they were told. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

/** Files of exports, which the subgraph `clearance` keeps. */
export interface ExportFiles {
  /** A file of this person's; `none`: there is none that is theirs. Never rejects. */
  readonly open: (
    id: string,
    person: Person,
  ) => Promise<ExportFile | { readonly kind: 'none' | 'unavailable' }>;
  readonly close: () => Promise<void>;
}

/** Downloads at the same time; further ones wait for these. */
const CONNECTIONS = 16;
const ANSWER_MS = 5_000;
const SILENCE_MS = 30_000;
const TOLD = ['content-type', 'content-length', 'content-disposition'];

/** Reads files over connections of their own, so that slow readers are in nobody's way. */
export function createExportFiles({ url, token }: ExportFilesAddress): ExportFiles {
  const agent = new Agent({
    connections: CONNECTIONS,
    pipelining: 1,
    connect: { timeout: 1_000 },
    headersTimeout: ANSWER_MS,
    bodyTimeout: SILENCE_MS,
  });
  const open: ExportFiles['open'] = async (id, person) => {
    const address = url();
    if (address === null) return { kind: 'unavailable' };
    const { statusCode, headers, body } = await request(`${address}/${encodeURIComponent(id)}`, {
      dispatcher: agent,
      headers: { authorization: `Bearer ${await token(person)}` },
    });
    if (statusCode === 200) {
      const told = TOLD.flatMap((name) => {
        const value = headers[name];
        return typeof value === 'string' ? [[name, value] as const] : [];
      });
      return { kind: 'file', headers: Object.fromEntries(told), body };
    }
    await body.dump();
    return { kind: statusCode === 404 ? 'none' : 'unavailable' };
  };
  return {
    open: (id, person) => open(id, person).catch(() => ({ kind: 'unavailable' })),
    close: () => agent.destroy(),
  };
}
