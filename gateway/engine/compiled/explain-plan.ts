import type { PlanNode } from '../planner/plan.ts';
import { planText } from '../planner/plan-text.ts';
import { elidePlan } from './elided-plan.ts';
import type { Lookups } from './lookups.ts';

/**
 * A plan as it is run, in text (see planText): with a lookup elided its owner stands beside the departments. Response keys
 * are those of the client.
 *
 * @param aliases the client's response keys by private ones
 */
export function explainPlan(
  node: PlanNode | null,
  lookups: Lookups,
  aliases: ReadonlyMap<string, string>,
): string {
  const elided = node && elidePlan(node, lookups);
  if (elided === null) return inClientsNames(planText({ node }), aliases);
  const { lookup, owner, beside, after } = elided;
  const first: PlanNode = { kind: 'parallel', nodes: [owner, ...beside] };
  const text = planText({
    node: after.length === 0 ? first : { kind: 'sequence', nodes: [first, ...after] },
  });
  const note = `${lookup.type} is known by ${lookup.field}(${lookup.argument}:), so its owner is asked beside the others`;
  return `${note}\n${inClientsNames(text, aliases)}`;
}

const KEY_OF_FIELD = /([_A-Za-z]\w*): ([_A-Za-z]\w*)/g;
const NAME = /[_A-Za-z]\w*/g;

/** A text in private names with the client's response keys. */
export function inClientsNames(text: string, aliases: ReadonlyMap<string, string>): string {
  return text
    .replace(KEY_OF_FIELD, (both, key, name) => (aliases.get(key) === name ? name : both))
    .replace(NAME, (name) => aliases.get(name) ?? name);
}
