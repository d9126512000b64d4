import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from './kit/graph.ts';
import { authorizationOf } from './kit/role-token.ts';
import { sdlWithLookup } from './kit/sdl.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ engine: 'compiled' }, {}, sdlWithLookup);
});
afterAll(() => graph.close());
afterEach(() => {
  graph.departments.registry.fault = null;
});

const QUERY = 'query ($id: ID) { who: clearance(studentId: $id) { name library { outcome } } }';
const BESIDE = 'Student is known by clearance(studentId:), so its owner is asked beside the others';
const AFTER_ALL = 'its owner did not know the Student, so clearance(studentId:) itself was asked after that';
const NOT_KNOWN = 'which Student it is was not known before clearance(studentId:) was asked';

interface Told {
  readonly text: string;
  readonly fetches: readonly { number: number; subgraph: string; at: string }[];
}

async function explained(id: string | null, query = QUERY): Promise<Told> {
  const { text } = await graph.send('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await authorizationOf('registrar', graph.directory)) },
    body: JSON.stringify({ query, variables: { id }, extensions: { plan: true } }),
  });
  return JSON.parse(text).extensions.plan;
}

/** What was asked, in the words of the text. */
const asked = ({ fetches }: Told) =>
  fetches.map(({ number, subgraph, at }) => `#${number} fetch ${subgraph}${at && ` at ${at}`}`);
const steps = ({ text }: Told) => text.match(/#.*/g);
const notes = ({ text }: Told) => text.split('\n').filter((line) => /^[^ ].* asked\b/.test(line));

describe('the fetches of a plan', () => {
  const TWO = `query ($id: ID) { one: clearance(studentId: $id) { library { outcome } }
    other: clearance(studentId: "E0") { library { version } } }`;

  it('have each a number and a place of its own, those of one subgraph too', async () => {
    const told = await explained('E6', TWO);
    expect(asked(told).toSorted()).toEqual(steps(told)?.toSorted());
    const library = told.fetches.filter(({ subgraph }) => subgraph === 'library');
    expect(library.map(({ at }) => at).sort()).toEqual(['one', 'other']);
    expect(new Set(told.fetches.map(({ number }) => number)).size).toBe(3);
  });

  it('name response keys as the client does', async () => {
    expect((await explained('E5', TWO)).text).toContain('one: clearance(studentId: $id)');
  });
});

describe('the plan of a lookup that is not waited for', () => {
  it('has its owner beside the departments', async () => {
    const told = await explained('L1');
    expect(notes(told)).toEqual([BESIDE]);
    expect(steps(told)).toEqual(['#1 fetch registry at who', '#2 fetch library at who']);
    expect(asked(told).sort()).toEqual(steps(told));
  });

  it('is followed by the whole one where that was run after it', async () => {
    graph.departments.registry.fault = ({ body }, reply) =>
      JSON.stringify(body).includes('_entities') ? reply.send({ data: { _entities: [null] } }) : undefined;
    const told = await explained('L2');
    expect(notes(told)).toEqual([BESIDE, AFTER_ALL]);
    const [owner, library, lookup, again] = steps(told) ?? [];
    expect([owner, library, lookup, again]).toEqual([
      '#1 fetch registry at who',
      '#2 fetch library at who',
      '#3 fetch registry',
      '#2 fetch library at who',
    ]);
    expect(asked(told).slice(0, 2).sort()).toEqual([owner, library]);
    expect(asked(told).slice(2)).toEqual([lookup, again]);
  });

  it('is the whole one where nobody said which student it is', async () => {
    const told = await explained(null);
    expect(notes(told)).toEqual([NOT_KNOWN]);
    expect(steps(told)).toEqual(['#1 fetch registry', '#2 fetch library at who']);
    expect(asked(told)).toEqual(steps(told));
  });
});
