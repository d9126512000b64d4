import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  buildASTSchema,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  parse,
  validate,
  visit,
} from 'graphql';
import type { Holder } from './authorization/holder.ts';
import { ownersOf } from './authorization/owners.ts';
import { rememberPlans } from './authorization/remembered-plans.ts';
import { readRules } from './authorization/rules.ts';
import { elidedSteps, explainPlan } from './engine/compiled/explain-plan.ts';
import { lookupsOf } from './engine/compiled/lookups.ts';
import { planVariant } from './engine/compiled/plan-variant.ts';
import { operationOf } from './engine/compiled/specialise.ts';
import { defaultValues } from './engine/default-values.ts';
import { planSize } from './engine/planner/plan-text.ts';
import { createPlanner } from './engine/planner/planner.ts';
import { fieldsWithArguments, renameAliases } from './engine/private-aliases.ts';
import { parseRole, roleNames } from './identity/roles.ts';
import { createLog } from './observe/log.ts';
import { apiSchemaOf } from './supergraph/api-schema.ts';
import { parseSupergraph } from './supergraph/parsed-supergraph.ts';

// Prints how the compiled engine fetches an operation, without a gateway: npm run --silent plan -- schema/operations/clearance.graphql
// What @skip and @include ask about is told by --variables, else by the operation's defaults. With --as it is what the
// gateway's rules leave of the operation for that role, else all of it, as a gateway in open mode asks.

const USAGE =
  'Usage: npm run --silent plan -- FILE.graphql [--operation NAME] [--variables JSON] [--as ROLE] [--supergraph FILE] [--planner hive|apollo]';
const OWN_FIELDS = join(import.meta.dirname, '../schema/gateway.graphql');

const { file, operationName, variables, holder, supergraph, prefer } = readArguments();
const sdl = readOrRefuse(supergraph);
const given = withFragmentsOfFolder(parseOrRefuse(readOrRefuse(file)), file);
try {
  const apiSchema = apiSchemaOf(parseSupergraph(sdl));
  const faults = validate(apiSchema, given);
  if (faults.length > 0) refuse(faults.map(({ message }) => message).join('\n'));
  const values = { ...defaultValues(chosen(given).definition), ...variables };
  const asked = holder === null ? given : leftFor(holder, apiSchema, values);
  const { document, aliases } = renameAliases(asked, fieldsWithArguments(sdl));
  const schema = buildASTSchema(parseSupergraph(sdl), { assumeValid: true, assumeValidSDL: true });
  const planner = await createPlanner(sdl, createLog('silent'), prefer);
  try {
    const planning = { apiSchema, lookups: lookupsOf(schema), plan: planner.plan };
    const planned = await planVariant(planning, chosen(document), values);
    const { plan, elided } = planned;
    const { stages, fetches } = planSize(elided === null ? plan.node : elidedSteps(elided));
    const size = `${count(stages, 'stage')}, ${count(fetches, 'fetch', 'es')}`;
    const by = plan.madeBy.length > 0 ? `, planned by ${plan.madeBy.join(' and ')}` : '';
    console.log(`${explainPlan(planned, aliases, new Set()).text}\n\n${size}${by}`);
  } finally {
    await planner.close();
  }
} catch (error) {
  refuse((error as Error).message);
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        operation: { type: 'string' },
        variables: { type: 'string', default: '{}' },
        as: { type: 'string' },
        supergraph: { type: 'string', default: join(import.meta.dirname, '../schema/supergraph.graphql') },
        planner: { type: 'string', default: 'hive' },
      },
    });
    const [file, ...more] = positionals;
    const { operation: operationName = null, as, supergraph, planner: prefer } = values;
    if (file === undefined || more.length > 0)
      return refuse(`One file with an operation is needed. ${USAGE}`);
    if (prefer !== 'hive' && prefer !== 'apollo')
      return refuse(`"${prefer}" is no planner; there are hive and apollo. ${USAGE}`);
    const holder = as === undefined ? null : readHolder(as);
    const variables = readVariables(values.variables);
    return { file, operationName, variables, holder, supergraph, prefer } as const;
  } catch (error) {
    return refuse(`${(error as Error).message} ${USAGE}`);
  }
}

function readHolder(text: string): Holder {
  const role = text === 'anonymous' ? text : parseRole(text);
  return role ?? refuse(`"${text}" is no role; there are anonymous, ${roleNames.join(', ')}. ${USAGE}`);
}

function readVariables(text: string): Record<string, unknown> {
  try {
    const variables: unknown = JSON.parse(text);
    if (typeof variables === 'object' && variables !== null && !Array.isArray(variables))
      return variables as Record<string, unknown>;
  } catch {
    // Said below.
  }
  return refuse(`--variables takes a JSON object; this is none: ${text} ${USAGE}`);
}

function chosen(document: DocumentNode) {
  return (
    operationOf(document, operationName) ??
    refuse(
      operationName === null
        ? 'The document does not hold exactly one operation; name the one that is meant.'
        : `The document holds no operation called "${operationName}".`,
    )
  );
}

/** What is asked for somebody of that role. */
function leftFor(role: Holder, schema: GraphQLSchema, values: Record<string, unknown>): DocumentNode {
  const rules = readRules(sdl, readOrRefuse(OWN_FIELDS));
  const plans = rememberPlans({ schema, rules, owners: ownersOf(schema) })(given, operationName);
  const plan = plans?.planFor(role, values);
  return plan?.document ?? refuse(`Nothing of it is asked for ${role}: ${plan?.refused.join(', ')}`);
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
