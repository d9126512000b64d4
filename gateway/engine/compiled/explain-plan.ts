import type { DocumentNode } from 'graphql';
import type { ExplainedPlan } from '../explain/explanation.ts';
import type { FetchNode, PlanNode } from '../planner/plan.ts';
import { type FetchNumbers, fetchPath, planText } from '../planner/plan-text.ts';
import type { ElidedPlan } from './elided-plan.ts';
import type { PlannedVariant } from './plan-variant.ts';

/**
 * A plan as it is run, in text (see planText): with a lookup elided its owner stands beside the departments; where the whole
 * plan was run after that, or in its place, the text says so. Response keys are those of the client.
 *
 * @param aliases the client's response keys by private ones
 * @param asked the documents of the fetches that were made; none: it has not been run
 */
export function explainPlan(
  { plan: { node }, elided }: Pick<PlannedVariant, 'plan' | 'elided'>,
  aliases: ReadonlyMap<string, string>,
  asked: ReadonlySet<DocumentNode>,
): ExplainedPlan {
  const numbers: FetchNumbers = new Map();
  const text = elided === null ? planText(node, numbers) : elidedText(elided, node, asked, numbers);
  const steps = new Map([...numbers].map(([fetch, number]) => [fetch.document, { fetch, number }]));
  return {
    text: inClientsNames(text, aliases),
    stepOf(document) {
      const step = steps.get(document);
      return step && { number: step.number, at: inClientsNames(fetchPath(step.fetch), aliases) };
    },
  };
}

/** The steps that are run where a lookup is elided. */
export function elidedSteps({ owner, beside, after }: ElidedPlan): PlanNode {
  const first: PlanNode = { kind: 'parallel', nodes: [owner, ...beside] };
  return after.length === 0 ? first : { kind: 'sequence', nodes: [first, ...after] };
}

function elidedText(
  elided: ElidedPlan,
  whole: PlanNode | null,
  asked: ReadonlySet<DocumentNode>,
  numbers: FetchNumbers,
): string {
  const { type, field, argument } = elided.lookup;
  const lookup = firstFetch(whole);
  const wentWhole = lookup !== null && asked.has(lookup.document);
  if (wentWhole && !asked.has(elided.owner.document))
    return `which ${type} it is was not known before ${field}(${argument}:) was asked\n${planText(whole, numbers)}`;
  const note = `${type} is known by ${field}(${argument}:), so its owner is asked beside the others`;
  const text = `${note}\n${planText(elidedSteps(elided), numbers)}`;
  if (!wentWhole) return text;
  return `${text}\nits owner did not know the ${type}, so ${field}(${argument}:) itself was asked after that\n${planText(whole, numbers)}`;
}

function firstFetch(node: PlanNode | null): FetchNode | null {
  if (node === null || node.kind === 'fetch') return node;
  return firstFetch(node.nodes[0] ?? null);
}

const KEY_OF_FIELD = /([_A-Za-z]\w*): ([_A-Za-z]\w*)/g;
const NAME = /[_A-Za-z]\w*/g;

/** A text in private names with the client's response keys. */
function inClientsNames(text: string, aliases: ReadonlyMap<string, string>): string {
  return text
    .replace(KEY_OF_FIELD, (both, key, name) => (aliases.get(key) === name ? name : both))
    .replace(NAME, (name) => aliases.get(name) ?? name);
}
