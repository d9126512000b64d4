import fc from 'fast-check';
import { type ExecutionResult, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { type MayRead, naively } from './kit/naive-reference.ts';
import { growDocument } from './kit/random-document.ts';
import { smallData, smallSchema } from './kit/small-graph.ts';
import { guarded, viewerOf } from './kit/stub-engine.ts';

/** `Type.field` (or `type.Name`) by who may read it; the small graph's rules, written down a second time. */
const readers: Record<string, string> = {
  'Query.clearance': 'student registrar staff',
  'Query.student': 'student registrar staff',
  'Query.students': 'registrar staff',
  'Query.form': 'student registrar desk',
  'Query.things': 'student registrar staff',
  'Query.mixed': 'student registrar staff',
  'Query.named': 'student registrar staff',
  'Query.search': 'student registrar staff',
  'Query.count': 'student registrar staff desk analyst',
  'Query.scoped': 'registrar',
  'Query.both': '',
  'Student.name': 'student registrar staff',
  'Student.secret': 'registrar',
  'Student.library': 'student registrar staff',
  'Student.finance': 'student registrar staff',
  'Student.submission': 'student registrar',
  'Student.friends': 'student registrar staff',
  'Student.buddies': 'student registrar staff',
  'Student.groups': 'student registrar staff',
  'Student.grid': 'student registrar staff',
  'Student.favourite': 'student registrar staff',
  'Library.fee': 'student registrar staff:library',
  'Library.label': 'student registrar staff:library',
  'Library.stays': 'student registrar staff:library',
  'Stay.room': 'student registrar',
  'Desk.place': 'registrar',
  'Finance.owed': 'student staff:finance',
  'Note.text': 'registrar staff',
  'type.Ledger': 'registrar',
  'type.Hidden': 'student registrar staff desk analyst',
  'type.Secret': 'registrar',
};

const viewers = [
  'student S1',
  'student S1',
  'student S1',
  'staff:library',
  'staff:finance',
  'registrar',
  'desk',
  'analyst',
];

const mayReadAs =
  (role: string): MayRead =>
  (typeName, fieldName) => {
    const allowed = readers[`${typeName}.${fieldName}`]?.split(' ');
    return (
      allowed === undefined ||
      allowed.includes(role) ||
      (role.startsWith('staff:') && allowed.includes('staff'))
    );
  };

const RUNS = Number(process.env.FUZZ_RUNS ?? 1500);

test('answers to random documents are those of a naive reference, and what is refused never runs', {
  timeout: 120_000,
}, async () => {
  const seen = { valid: 0, refused: 0, whole: 0, foreign: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(1_000), { minLength: 30, maxLength: 200, size: 'max' }),
      fc.constantFrom(...viewers),
      async (choices, viewer) => {
        const { text, variables } = growDocument(smallSchema, choices);
        const document = parse(text);
        fc.pre(validate(smallSchema, document).length === 0);
        const [role = '', sub = null] = viewer.split(' ');
        const mayRead = mayReadAs(role);
        const wanted = naively(smallSchema, smallData(), { mayRead, sub }, { document, variables });
        const graph = guarded();
        const got = await graph.run({ document, variables, viewer: viewerOf(viewer) });
        expect(plain(got.data), text).toEqual(plain(wanted.data));
        expect(nullsWithErrors(got), text).toEqual(nullsWithErrors(wanted));
        if (sub !== null) expect(JSON.stringify(got), text).not.toMatch(/S[23]/);
        for (const name of graph.resolved)
          expect(mayRead(...(name.split('.') as [string, string])), `${name} in ${text}`).toBe(true);
        seen.valid++;
        if (wanted.errors) seen.refused++;
        else seen.whole++;
        if (graph.logged.length > 0) seen.foreign++;
      },
    ),
    { numRuns: RUNS, maxSkipsPerRun: 50 },
  );
  // The generator is worth something: every kind of answer came up.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
});

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}

/** The nulls that errors stand for, as paths in the data; how deep the fault lay may be told differently. */
function nullsWithErrors({ data, errors = [] }: ExecutionResult): string[] {
  const places = errors.map(({ path = [] }) => {
    let value: unknown = data;
    for (const [depth, part] of path.entries()) {
      if (value === null || value === undefined) return JSON.stringify(path.slice(0, depth));
      value = (value as Record<string | number, unknown>)[part];
    }
    return JSON.stringify(path);
  });
  return [...new Set(places)].sort();
}
