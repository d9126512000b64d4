import fc from 'fast-check';
import { type DocumentNode, execute, type GraphQLFieldResolver, parse, validate, visit } from 'graphql';
import { expect, test } from 'vitest';
import { growDocument } from './kit/random-document.ts';
import { smallData, smallSchema } from './kit/small-graph.ts';
import { guarded, viewerOf } from './kit/stub-engine.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 500);

/** The data with nulls, faults, empty lists and somebody else in places that the numbers choose. */
function spoil(value: unknown, choices: number[], seen = new Map<object, unknown>()): unknown {
  if (typeof value === 'function') return (args: never) => spoil(value(args), choices, seen);
  const kind = (choices.shift() ?? 50) % 40;
  if (kind === 0) return null;
  if (kind === 1)
    return Object.assign(new Error('fault of S2'), { extensions: { code: 'DEPARTMENT_ERROR' } });
  if (typeof value === 'string' && kind === 2) return 'S2';
  if (typeof value !== 'object' || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) return kind === 3 ? [] : value.map((item) => spoil(item, choices, seen));
  const copy: Record<string, unknown> = {};
  seen.set(value, copy);
  for (const [key, inner] of Object.entries(value)) {
    if (kind === 4 && key === 'id') continue;
    copy[key] = key === '__typename' ? inner : spoil(inner, choices, seen);
  }
  return copy;
}

test('a student is shown nothing of another, whatever is answered, and no null where none may be', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(1_000), { minLength: 30, maxLength: 160, size: 'max' }),
      fc.array(fc.nat(1_000), { minLength: 60, maxLength: 200, size: 'max' }),
      fc.constantFrom('student S1', 'student S1', 'staff:finance', 'registrar'),
      async (choices, faults, viewer) => {
        const { text, variables } = growDocument(smallSchema, choices);
        const document = parse(text);
        fc.pre(validate(smallSchema, document).length === 0);
        const graph = guarded(spoil(smallData(), [...faults]));
        const result = await graph.run({ document, variables, viewer: viewerOf(viewer) });
        // Texts are the students' own: a number alone, as a fault may put it anywhere, betrays nobody's data.
        if (viewer === 'student S1') expect(JSON.stringify(result.data), text).not.toMatch(/-S[23]/);
        const keys = responseKeys(document);
        const named = [...keysWithin(result.data), ...(result.errors ?? []).flatMap(({ path = [] }) => path)];
        expect(
          named.filter((key) => typeof key === 'string' && !keys.has(key)),
          text,
        ).toEqual([]);
        if (!/things|mixed|named|favourite/.test(text)) expectWellFormed(document, variables, result.data);
      },
    ),
    { numRuns: RUNS },
  );
});

function responseKeys(document: DocumentNode): Set<string> {
  const keys = new Set<string>();
  visit(document, { Field: ({ alias, name }) => void keys.add((alias ?? name).value) });
  return keys;
}

function keysWithin(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(keysWithin);
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysWithin(inner)]);
}

/** Executed over the answer itself, the document gives the answer again: nothing is null, missing or of a form that may not be. */
function expectWellFormed(
  document: DocumentNode,
  variableValues: Record<string, unknown>,
  data: unknown,
): void {
  if (data === null) return;
  const fieldResolver: GraphQLFieldResolver<Record<string, unknown>, unknown> = (
    source,
    _args,
    _context,
    info,
  ) => source[info.path.key];
  const again = execute({ schema: smallSchema, document, variableValues, rootValue: data, fieldResolver });
  expect(JSON.parse(JSON.stringify(again))).toEqual(JSON.parse(JSON.stringify({ data })));
}
