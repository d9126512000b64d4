import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Graph, startGraph } from '../kit/graph.ts';

const schema = join(import.meta.dirname, '../../schema');
const json = (file: string) => JSON.parse(readFileSync(join(schema, file), 'utf8'));
const texts: Record<string, string> = json('documents/web.json');
const released: string[] = json('releases/0.1.0.documents.json').web;

let graph: Graph;
let token: string;
beforeAll(async () => {
  graph = await startGraph({ DOCUMENTS: 'trusted' });
  token = await graph.token('student', 'TS2020S2');
});
afterAll(() => graph.end());

/** The identifier of an operation as release 0.1.0 published it. */
function idOf(operation: string): string {
  const id = released.find((one) => new RegExp(`^\\w+ ${operation}\\b`).test(texts[one] ?? ''));
  if (id === undefined) throw new Error(`Release 0.1.0 had no ${operation}.`);
  return id;
}

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely by tests
  data?: any;
  errors?: { extensions: { code: string } }[];
}

async function send(body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as Answer) };
}

describe('a page that was loaded before the release, with DOCUMENTS=trusted,', () => {
  test('shows the clearance and the guide', async () => {
    const page = await send({ documentId: idOf('ClearancePage') });
    expect(page.data.clearance).toMatchObject({ id: 'TS2020S2', passed: true, state: 'READY' });
    expect(page.errors).toBeUndefined();
    expect((await send({ documentId: idOf('ServiceGuide') })).data.serviceGuide.serviceName).toContain(
      '离校',
    );
    const card = await send({ documentId: idOf('Clearance') });
    expect(Object.keys(card.data.clearance)).toEqual([
      'library',
      'archives',
      'apartment',
      'finance',
      'passed',
    ]);
  });

  test('submits, and is told the same serial again', async () => {
    const submit = { documentId: idOf('SubmitClearance'), variables: { input: {} } };
    const headers = { 'idempotency-key': 'page-of-release-0-1-0' };
    const first = (await send(submit, headers)).data.submitClearance;
    expect(first).toMatchObject({ __typename: 'ClearanceSubmitted', replayed: false });
    const again = (await send(submit, headers)).data.submitClearance;
    expect(again).toMatchObject({ replayed: true, submission: { serial: first.submission.serial } });
    expect((await send({ documentId: idOf('ClearancePage') })).data.clearance).toMatchObject({
      state: 'SUBMITTED',
      submission: { serial: first.submission.serial },
    });
  });

  test('runs every document of that release', async () => {
    expect(released.length).toBeGreaterThan(0);
    for (const documentId of released) {
      const { errors = [] } = await send({ documentId });
      const codes = errors.map(({ extensions }) => extensions.code);
      // Without variables a mutation is refused for them, and for nothing else.
      expect({ documentId, codes: codes.filter((code) => code !== 'BAD_USER_INPUT') }).toEqual({
        documentId,
        codes: [],
      });
    }
  });

  test('cannot run anything else', async () => {
    const { status, errors } = await send({ query: '{ clearance { name } }' });
    expect({ status, code: errors?.[0]?.extensions.code }).toEqual({
      status: 400,
      code: 'DOCUMENT_NOT_TRUSTED',
    });
  });
});
