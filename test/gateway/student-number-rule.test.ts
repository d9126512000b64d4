import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGraph, type TestGraph } from './kit/graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const BY_VARIABLE = 'query ($id: ID) { clearance(studentId: $id) { id } }';
const odd = [
  ['a quote', "2020'01"],
  ['SQL', "1' OR '1'='1"],
  ['NUL', '2020\u0000'],
  ['a right-to-left mark', '2020\u202e01'],
  ['a lone surrogate', '2020\ud800'],
  ['10,000 characters', '1'.repeat(10_000)],
  ['a look-alike letter', '2020\u0410'],
  ['full-width digits', '２０２０'],
  ['CRLF', '2020\r\n{"level":"fatal"}'],
  ['a template', '$' + '{jndi:ldap://x/a}'],
  ['a path', '../../etc/passwd'],
  ['nothing', ''],
] as const;

it.each(odd)('refuses a student number with %s, by variable, by literal, and asks nobody', async (_, id) => {
  const before = [graph.departments.registry.received.length, graph.logLines.length] as const;
  const answers = [
    await graph.ask(BY_VARIABLE, { id }),
    await graph.ask(`{ clearance(studentId: ${JSON.stringify(id.toWellFormed())}) { id } }`),
    await graph.ask(BY_VARIABLE.replace('$id: ID', `$id: ID = ${JSON.stringify(id.toWellFormed())}`)),
  ];
  for (const { status, errors, data } of answers) {
    expect({ status, data, codes: errors.map(({ extensions }) => extensions.code) }).toEqual({
      status: 400,
      data: undefined,
      codes: ['BAD_USER_INPUT'],
    });
    if (id.length > 0) expect(errors[0]?.message).not.toContain(id);
  }
  expect(graph.departments.registry.received.length).toBe(before[0]);
  const lines = graph.logLines.slice(before[1]);
  expect(lines.filter((line) => !/^\{[^\n]*\}\n$/.test(line))).toEqual([]);
  if (id.length > 4) expect(lines.join('')).not.toContain(id.slice(4));
});

it('lets through what a student number can be, and null', async () => {
  for (const id of ['TS2020S1', '08163367', 'a_b-c', 20200101, null]) {
    expect((await graph.ask(BY_VARIABLE, { id })).status).toBe(200);
  }
});
