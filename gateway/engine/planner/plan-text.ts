import { Kind, parse, print, type SelectionSetNode, visit } from 'graphql';
import { type Fragments, fragmentsOf } from '../../request/documents/fragments-of.ts';
import type { FetchNode, PathPart, PlanNode, RequiresSelection, Rewrite, RewritePart } from './plan.ts';

/** How much work a plan is. */
export interface PlanSize {
  /** How many requests wait for one another at most. */
  readonly stages: number;
  readonly fetches: number;
}

/** The size of a plan; null: nothing is fetched. */
export function planSize(node: PlanNode | null): PlanSize {
  if (node === null) return { stages: 0, fetches: 0 };
  if (node.kind === 'fetch') return { stages: 1, fetches: 1 };
  const parts = node.nodes.map(planSize);
  const stages = parts.map((part) => part.stages);
  return {
    stages: node.kind === 'sequence' ? stages.reduce((sum, one) => sum + one, 0) : Math.max(0, ...stages),
    fetches: parts.reduce((sum, { fetches }) => sum + fetches, 0),
  };
}

/** Fetches with the number that each has in a text, from 1. */
export type FetchNumbers = Map<FetchNode, number>;

/**
 * A plan as text, a line a step, two spaces deeper in each: `in order`, `at once`, and for each fetch its number, its
 * subgraph, the path of the objects that it adds to, what it tells of each (`needs`), and what it selects.
 *
 * @param numbers of the fetches of another text of which this is a part; those that have none yet are given the next ones
 */
export function planText(node: PlanNode | null, numbers: FetchNumbers = new Map()): string {
  return node === null ? 'nothing to fetch' : linesOf(node, numbers).join('\n');
}

/** Where in the answer a fetch adds to, as in the plan's text: `students.nodes[]`. Empty: the root. */
export function fetchPath({ entities, at = [] }: FetchNode): string {
  return pathText(entities?.path ?? at);
}

function linesOf(node: PlanNode, numbers: FetchNumbers): string[] {
  switch (node.kind) {
    case 'sequence':
      return ['in order', ...indent(node.nodes.flatMap((one) => linesOf(one, numbers)))];
    case 'parallel':
      return ['at once', ...indent(node.nodes.flatMap((one) => linesOf(one, numbers)))];
    case 'fetch':
      return fetchLines(node, numberOf(node, numbers));
    default:
      return node satisfies never;
  }
}

function numberOf(fetch: FetchNode, numbers: FetchNumbers): number {
  const number = numbers.get(fetch) ?? numbers.size + 1;
  numbers.set(fetch, number);
  return number;
}

function fetchLines(fetch: FetchNode, number: number): string[] {
  const { subgraph, operation, entities, variables, outputRewrites } = fetch;
  const path = fetchPath(fetch);
  const lines = [
    `#${number} fetch ${subgraph}${operation === 'mutation' ? ' (mutation)' : ''}${path && ` at ${path}`}`,
  ];
  const tell = (what: string, text: string) => text !== '' && lines.push(...indent([`${what} ${text}`]));
  if (entities !== null) tell('needs', requiresText(entities.requires));
  tell('with', variables.map((name) => `$${name}`).join(', '));
  for (const rewrite of entities?.inputRewrites ?? []) tell('sends', rewriteText(rewrite));
  for (const rewrite of outputRewrites) tell('takes', rewriteText(rewrite));
  return [...lines, ...indent(selectionLines(fetch))];
}

/** The selections without the frame that every fetch of entities has, fragments written out. */
function selectionLines({ query, entities }: FetchNode): string[] {
  const document = parse(query, { noLocation: true });
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  const [first] = operation.selectionSet.selections;
  const asked = entities !== null && first?.kind === Kind.FIELD ? first.selectionSet : operation.selectionSet;
  return asked === undefined ? [] : print(writtenOut(asked, fragmentsOf(document))).split('\n');
}

function writtenOut(set: SelectionSetNode, fragments: Fragments): SelectionSetNode {
  return visit(set, {
    SelectionSet: (inner) => ({
      ...inner,
      selections: inner.selections.flatMap((selection) => {
        const fragment =
          selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : undefined;
        return fragment === undefined ? [selection] : writtenOut(fragment.selectionSet, fragments).selections;
      }),
    }),
  });
}

function requiresText(selections: readonly RequiresSelection[]): string {
  const texts = selections.map((selection) => {
    if (selection.kind === 'on') return `... on ${selection.type} { ${requiresText(selection.selections)} }`;
    const { key, name, selections: inner } = selection;
    const field = key === name ? name : `${name}: ${key}`;
    return inner === null ? field : `${field} { ${requiresText(inner)} }`;
  });
  return texts.join(' ');
}

function rewriteText(rewrite: Rewrite): string {
  const path = rewrite.path.map(rewritePart).join('.');
  return rewrite.kind === 'set' ? `${path} = ${JSON.stringify(rewrite.value)}` : `${path} as ${rewrite.to}`;
}

function rewritePart(part: RewritePart): string {
  return part.kind === 'key' ? part.key : `(${part.names.join('|')})`;
}

function pathText(path: readonly PathPart[]): string {
  const parts = path.map((part) => {
    if (part.kind === 'field') return `.${part.key}`;
    return part.kind === 'list' ? '[]' : `(${part.names.join('|')})`;
  });
  return parts.join('').replace(/^\./, '');
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
