import { Pool } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureDevKey } from '../../../gateway/identity/dev-key.ts';
import { signDevToken } from '../../../gateway/identity/dev-token.ts';
import { chanceFrom } from '../../kit/repeatable-chance.ts';
import { patientBudget } from '../kit/gateway-parts.ts';
import { type ErrorSeen, startGraph, type TestGraph } from '../kit/graph.ts';
import { idOf, type TestManifests, writeManifests } from '../kit/manifest.ts';
import type { DepartmentName } from '../kit/sdl.ts';
import { sdlWithLookup } from '../kit/sdl.ts';
import { truthOf, type Unreliable, unreliableDepartments } from '../kit/unreliable-departments.ts';

const SEED = 20_261_122;
const REQUESTS = 10_000;
const STUDENTS = 2_500;
const PATIENCE_MS = 60_000;

/** A student's question, and the answer where nothing goes wrong. */
interface Operation {
  readonly text: string;
  readonly answer: (id: string) => Record<string, unknown>;
}

const whole = (id: string) => ({ ...truthOf.registry(id), ...truthOf.library(id), ...truthOf.archives(id) });
const operations: readonly Operation[] = [
  {
    text: 'query Own { clearance { id name library { version books } archives { version } } }',
    answer: (id) => ({ clearance: whole(id) }),
  },
  {
    text: `query Card($id: ID) { clearance(studentId: $id) { id name library { outcome version } archives { outcome version } passed outcome } }`,
    answer: (id) => ({ clearance: { ...whole(id), ...truthOf.clearance(id) } }),
  },
  { text: 'query Loans { clearance { loans name } }', answer: (id) => ({ clearance: whole(id) }) },
  {
    text: `query Two($id: ID) { a: clearance(studentId: $id) { id library { books version } } b: clearance { id archives { version } outcome } }`,
    answer: (id) => ({ a: whole(id), b: { ...whole(id), ...truthOf.clearance(id) } }),
  },
  {
    text: 'query Another($other: ID) { clearance(studentId: $other) { id name loans } }',
    answer: () => ({ clearance: null }),
  },
  {
    text: 'mutation Cancel($id: ID!) { cancelLibraryCard(studentId: $id) { id } }',
    answer: (id) => ({ cancelLibraryCard: { id } }),
  },
];
/** What is asked for more often than the rest. */
const usual = operations.slice(0, 3);

let manifests: TestManifests;
let graph: TestGraph;
let unreliable: Unreliable;
const chance = chanceFrom(SEED);
beforeAll(async () => {
  manifests = await writeManifests({ web: operations.map(({ text }) => text) });
  const lots = 1e9;
  graph = await startGraph(
    {
      engine: 'compiled',
      cache: 'on',
      manifestDir: manifests.directory,
      logLevel: 'silent',
      // Nothing is given up because the machine is busy: then only what departments do goes wrong.
      limits: {
        connectTimeoutMs: PATIENCE_MS,
        fetchTimeoutMs: PATIENCE_MS,
        mutationTimeoutMs: PATIENCE_MS,
        queryDeadlineMs: PATIENCE_MS,
        mutationDeadlineMs: PATIENCE_MS,
        maxResponseBytes: 8 * 1024 * 1024,
      },
      budget: { ...patientBudget, waiting: lots },
      admission: {
        requests: lots,
        submissions: lots,
        eventLoopDelayMs: Number.POSITIVE_INFINITY,
        sampleMs: 1_000,
      },
    },
    {},
    sdlWithLookup,
  );
  unreliable = unreliableDepartments(chance);
  for (const [name, department] of Object.entries(graph.departments))
    department.fault = unreliable.faultOf(name as DepartmentName);
});
afterAll(async () => {
  await graph.close();
  await manifests[Symbol.asyncDispose]();
});

interface Sent {
  readonly id: string;
  readonly operation: Operation;
  readonly body: object;
}

function question(): Sent {
  const one = <Item>(items: readonly Item[]) => items[Math.floor(chance() * items.length)] as Item;
  const student = () => `S${1 + Math.floor(chance() * STUDENTS)}`;
  const id = student();
  const operation = one(chance() < 0.7 ? usual : operations);
  const { text } = operation;
  const named = chance() < 0.7 ? { documentId: idOf(text) } : { query: text };
  const other = `S${Number(id.slice(1)) + 1}`;
  const variables = text.includes('$other') ? { other } : text.includes('$id') ? { id } : {};
  return { id, operation, body: { ...named, variables } };
}

it(`gives no student data or errors of another among ${REQUESTS} requests at once, whatever departments do`, async () => {
  const sent = Array.from({ length: REQUESTS }, question);
  const tokens = await tokensOf(new Set(sent.map(({ id }) => id)));
  const pool = new Pool(graph.url, {
    connections: 500,
    pipelining: REQUESTS / 500,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const answers = await Promise.all(
    sent.map(async ({ id, body }) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${tokens.get(id)}` };
      const json = JSON.stringify(body);
      // All of them are on their way at once, more than one on each connection.
      const asked = await pool.request({
        path: '/graphql',
        method: 'POST',
        headers,
        body: json,
        idempotent: true,
        blocking: false,
      });
      return asked.body.text();
    }),
  );
  await pool.close();

  const seen = { whole: 0, partly: 0, told: 0, refused: 0 };
  for (const [index, { id, operation }] of sent.entries()) {
    const text = answers[index] ?? '';
    const where = `${id} ${operation.text} was answered ${text}`;
    expect(new Set(text.match(/\bS\d+\b/g)).difference(new Set([id])), where).toEqual(new Set());
    const { data, errors = [] } = JSON.parse(text) as { data?: unknown; errors?: ErrorSeen[] };
    const isRefused = operation.text.includes('$other');
    expect(
      errors.filter((error) => !isRefused && !isOwn(error, id)),
      where,
    ).toEqual([]);
    expect(isPartOf(data, operation.answer(id), errors.length > 0), where).toBe(true);
    seen[isRefused ? 'refused' : errors.length > 0 ? 'partly' : 'whole']++;
    if (text.includes(`no ${id}`)) seen.told++;
  }
  // Otherwise nothing was tried.
  expect(seen.whole, JSON.stringify(seen)).toBeGreaterThan(REQUESTS / 2);
  expect(Math.min(seen.partly, seen.refused, seen.told), JSON.stringify(seen)).toBeGreaterThan(200);
  for (const [name, calls] of Object.entries(unreliable.calls)) {
    const shared = calls.filter((ids) => new Set(ids).size >= 5).length;
    expect(shared, `${name} was asked ${calls.length} times`).toBeGreaterThan(50);
  }
});

async function tokensOf(ids: Iterable<string>): Promise<Map<string, string>> {
  const key = await ensureDevKey(graph.directory, () => 'unused');
  const now = new Date();
  const signed = [...ids].map(
    async (sub) => [sub, await signDevToken({ sub, role: 'student' }, key, now)] as const,
  );
  return new Map(await Promise.all(signed));
}

const isOwn = ({ extensions: { department, code } }: ErrorSeen, id: string) =>
  unreliable.isOwn(String(department), id, code);

/** Nulls, and outcomes that are not known, stand where an error does. */
function isPartOf(told: unknown, truth: unknown, mayBeLess: boolean): boolean {
  if (told === null || told === 'UNKNOWN') return mayBeLess || truth === null;
  if (Array.isArray(told)) return JSON.stringify(told) === JSON.stringify(truth);
  if (typeof told !== 'object') return told === truth;
  return Object.entries(told).every(([key, value]) =>
    isPartOf(value, (truth as Record<string, unknown> | null)?.[key], mayBeLess),
  );
}
