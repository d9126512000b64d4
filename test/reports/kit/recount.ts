import { sql } from 'kysely';
import type { SubgraphName } from '../../../start/all-subgraphs.ts';
import type { ServedGraph } from '../../kit/served-graph.ts';
import { authorizationFor } from '../../kit/service-tokens.ts';

/** What a department answers about a student. */
interface Said {
  readonly outcome: string;
  readonly version: string;
  readonly reasons: readonly { readonly code: string }[];
}

/** What differs between the read model and what the registry and the departments say when they are asked; empty: nothing. */
export async function compareWithDepartments(
  graph: ServedGraph,
  departments: readonly SubgraphName[],
): Promise<string[]> {
  const { rows: roster } = await sql<{ id: string; text: string }>`
    select student_id as id, jsonb_build_array(name, class_year, college_code, college, major, study_level, leave_type)::text as text
    from registry.student where class_year is not null order by 1`.execute(graph.db);
  const { rows: copied } = await sql<{ id: string; text: string }>`
    select student_id as id, jsonb_build_array(name, class_year, college_code, college, major, study_level, leave_type)::text as text
    from clearance.report_student where class_year is not null order by 1`.execute(graph.db);
  const differing = JSON.stringify(roster) === JSON.stringify(copied) ? [] : ['roster'];
  const { rows: verdicts } = await sql<{ key: string; text: string }>`
    select student_id || ' ' || department as key, outcome || ' ' || epoch || '.' || n || ' ' || array_to_string(reasons, ',') as text
    from clearance.report_verdict`.execute(graph.db);
  const stored = new Map(verdicts.map(({ key, text }) => [key, text]));
  for (const department of departments) {
    const said = await askDepartment(
      graph,
      department,
      roster.map(({ id }) => id),
    );
    for (const [id, verdict] of said) {
      const text = `${verdict.outcome} ${verdict.version} ${verdict.reasons.map(({ code }) => code).join(',')}`;
      if (stored.get(`${id} ${department}`) !== text)
        differing.push(`${id} ${department}: ${text}, stored ${stored.get(`${id} ${department}`)}`);
    }
  }
  return differing;
}

/** Asks a department about students, as the clearance service does. */
export async function askDepartment(graph: ServedGraph, department: SubgraphName, ids: readonly string[]) {
  const response = await fetch(`${graph.url(department)}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: await authorizationFor(department) },
    body: JSON.stringify({
      query: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Student { id v: ${department} { outcome version reasons { code } } } } }`,
      variables: { r: ids.map((id) => ({ __typename: 'Student', id })) },
    }),
  });
  const { data } = (await response.json()) as { data: { _entities: { id: string; v: Said }[] } };
  return data._entities.map(({ id, v }): [string, Said] => [id, v]);
}
