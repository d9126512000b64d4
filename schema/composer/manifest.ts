import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const graphqlName = z.string().regex(/^[_A-Za-z]\w*$/, 'must be a GraphQL name');

const manifestSchema = z.strictObject({
  federation_version: z.literal(2),
  subgraphs: z.record(
    z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be a lower-case subgraph name'),
    z.strictObject({
      routing_url: z.url(),
      schema: z.strictObject({ file: z.string().endsWith('.graphql') }),
    }),
  ),
  rule: z.strictObject({
    subgraph: z.string(),
    selection: z.string().min(1),
    fields: z.array(graphqlName).min(1),
  }),
  departments: z.array(
    z.strictObject({
      code: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be a lower-case department code'),
      field: graphqlName,
      type: graphqlName,
    }),
  ),
});

/** A department whose edge a clearance rule may require: its code, its field on Student and that field's type. */
export type DepartmentEdge = z.infer<typeof manifestSchema>['departments'][number];

/** Which fields of Student, in which subgraph, the composer makes require every department. */
export type RuleTarget = z.infer<typeof manifestSchema>['rule'];

/** One subgraph: its name in the supergraph, its URL, and its SDL file relative to `schema/`. */
interface SubgraphEntry {
  readonly name: string;
  readonly url: string;
  readonly file: string;
}

/** The content of `supergraph.yml`; subgraphs and departments stand in the order of the file. */
export interface Manifest {
  readonly subgraphs: readonly SubgraphEntry[];
  readonly rule: RuleTarget;
  readonly departments: readonly DepartmentEdge[];
}

/**
 * The manifest that `text` (YAML in the form of `supergraph.yml`) describes.
 * Throws one error that lists every fault, since nothing can be composed without it.
 */
export function parseManifest(text: string): Manifest {
  const read = manifestSchema.safeParse(parse(text));
  if (!read.success) throw new Error(`supergraph.yml is not usable:\n${z.prettifyError(read.error)}`);
  const { subgraphs, rule, departments } = read.data;
  if (!(rule.subgraph in subgraphs)) {
    throw new Error(`supergraph.yml: rule.subgraph is "${rule.subgraph}", which is not among the subgraphs.`);
  }
  return {
    subgraphs: Object.entries(subgraphs).map(([name, entry]) => ({
      name,
      url: entry.routing_url,
      file: entry.schema.file,
    })),
    rule,
    departments,
  };
}

/** The manifest in `directory`/supergraph.yml; throws as {@link parseManifest}, or when the file cannot be read. */
export function readManifest(directory: string): Manifest {
  return parseManifest(readFileSync(join(directory, 'supergraph.yml'), 'utf8'));
}
