import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Viewer } from '../../subgraphs/kit/graph/viewer.ts';
import { createServiceVerifier, type ReadCaller } from '../../subgraphs/kit/identity/service-verifier.ts';
import { openServiceKeys, type ServiceKeyFile } from '../../wire/identity/service-keys.ts';
import { createServiceSigner, type SignServiceToken } from '../../wire/identity/service-token.ts';

// Made when it is first used.
const keyFile = join(mkdtempSync(join(tmpdir(), 'service-keys-')), 'service.json');
process.once('exit', () => rmSync(join(keyFile, '..'), { recursive: true, force: true }));

const now = () => new Date();
const signers = new Map<string, Promise<SignServiceToken>>();
let opened: Promise<ServiceKeyFile> | undefined;

/** The services' keys of this test process. */
export function testServiceKeys(): Promise<ServiceKeyFile> {
  opened ??= openServiceKeys({ kind: 'made', file: keyFile }, now, () => crypto.randomUUID());
  return opened;
}

/** Reads who calls a subgraph that this test process serves. */
export function callerReader(subgraph: string): ReadCaller {
  const verifier = testServiceKeys().then((keys) => createServiceVerifier(keys, subgraph, now));
  return async (authorization) => (await verifier)(authorization);
}

/** `Authorization` of a gateway that asks a subgraph: see `tokenFor`. */
export async function authorizationFor(...whom: Parameters<typeof tokenFor>): Promise<string> {
  return `Bearer ${await tokenFor(...whom)}`;
}

/**
 * A token of a gateway that asks a subgraph, for a person or for nobody.
 *
 * @param file the key of the graph's processes, `$DATA_DIR/keys/service.json`; left out: this process's
 */
export async function tokenFor(
  subgraph: string,
  viewer: Viewer = { kind: 'anonymous' },
  file: string = keyFile,
): Promise<string> {
  const signer = signers.get(file) ?? openSigner(file);
  signers.set(file, signer);
  const person = viewer.kind === 'person' ? { sub: viewer.sub, role: viewer.role } : undefined;
  return (await signer)(subgraph, person);
}

async function openSigner(file: string): Promise<SignServiceToken> {
  const keys =
    file === keyFile
      ? await testServiceKeys()
      : await openServiceKeys({ kind: 'made', file }, now, () => crypto.randomUUID());
  return createServiceSigner(keys, 'gateway', now);
}
