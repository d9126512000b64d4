import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type DocumentNode, type FragmentDefinitionNode, Kind, parse, print, validate, visit } from 'graphql';
import { inClientsNames } from './engine/compiled/explain-plan.ts';
import { conditionVariables } from './engine/planner/conditions.ts';
import { planSize, planText } from './engine/planner/plan-text.ts';
import { createPlanner } from './engine/planner/planner.ts';
import { fieldsWithArguments, renameAliases } from './engine/private-aliases.ts';
import { createLog } from './observe/log.ts';
import { apiSchemaOf } from './supergraph/api-schema.ts';

// Prints how an operation is fetched, without a gateway: npm run --silent plan -- schema/operations/clearance.graphql
// A plan is for one choice of what @skip and @include ask about: those named by --true are true, the others are not.
// It is planned in private names, as engines do, and printed in the client's.

const USAGE =
  'Usage: npm run --silent plan -- FILE.graphql [--operation NAME] [--supergraph FILE] [--planner hive|apollo] [--true VARIABLE]';

const { file, operation, supergraph, planner, yes } = readArguments();
const sdl = readOrRefuse(supergraph);
const document = withFragmentsOfFolder(parseOrRefuse(readOrRefuse(file)), file);
try {
  const faults = validate(apiSchemaOf(parse(sdl)), document);
  if (faults.length > 0) refuse(faults.map(({ message }) => message).join('\n'));
  const conditions = Object.fromEntries(
    conditionVariables(document).map((name) => [name, yes.includes(name)]),
  );
  const made = await createPlanner(sdl, createLog('silent'), planner);
  const { document: renamed, aliases } = renameAliases(document, fieldsWithArguments(sdl));
  const plan = await made.plan(renamed, print(renamed), operation, conditions);
  const { stages, fetches } = planSize(plan);
  console.log(
    `${inClientsNames(planText(plan), aliases)}\n\n${count(stages, 'stage')}, ${count(fetches, 'fetch', 'es')}, planned by ${made.name}`,
  );
  await made.close();
} catch (error) {
  refuse((error as Error).message);
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        operation: { type: 'string' },
        supergraph: { type: 'string', default: join(import.meta.dirname, '../schema/supergraph.graphql') },
        planner: { type: 'string', default: 'hive' },
        true: { type: 'string', multiple: true, default: [] },
      },
    });
    const [file, ...more] = positionals;
    const { operation = null, supergraph, planner, true: yes } = values;
    if (file === undefined || more.length > 0)
      return refuse(`One file with an operation is needed. ${USAGE}`);
    if (planner !== 'hive' && planner !== 'apollo')
      return refuse(`"${planner}" is no planner; there are hive and apollo. ${USAGE}`);
    return { file, operation, supergraph, planner, yes } as const;
  } catch (error) {
    return refuse(`${(error as Error).message} ${USAGE}`);
  }
}

/** Fragments that the operation spreads but does not define, from the files beside it. */
function withFragmentsOfFolder(given: DocumentNode, path: string): DocumentNode {
  const known = new Map<string, FragmentDefinitionNode>();
  for (const name of readdirSync(dirname(path)).filter((one) => one.endsWith('.graphql')))
    for (const one of parseOrRefuse(readOrRefuse(join(dirname(path), name))).definitions)
      if (one.kind === Kind.FRAGMENT_DEFINITION) known.set(one.name.value, one);
  const definitions = [...given.definitions];
  const defined = new Set(definitions.map((one) => ('name' in one ? one.name?.value : undefined)));
  for (const definition of definitions)
    visit(definition, {
      FragmentSpread({ name }) {
        const fragment = known.get(name.value);
        if (fragment === undefined || defined.has(name.value)) return;
        defined.add(name.value);
        definitions.push(fragment);
      },
    });
  return { ...given, definitions };
}

function parseOrRefuse(text: string): DocumentNode {
  try {
    return parse(text, { noLocation: true });
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function readOrRefuse(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return refuse(`"${path}" cannot be read. ${USAGE}`);
  }
}

function count(number: number, word: string, plural = 's'): string {
  return `${number} ${word}${number === 1 ? '' : plural}`;
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}
