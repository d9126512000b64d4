import { Kind, parse, print, type SelectionSetNode, visit } from 'graphql';
import { type Fragments, fragmentsOf } from '../../request/documents/fragments-of.ts';
import type {
  FetchNode,
  PathPart,
  PlanNode,
  QueryPlan,
  RequiresSelection,
  Rewrite,
  RewritePart,
} from './plan.ts';

/** How much work a plan is. */
export interface PlanSize {
  /** How many requests wait for one another at most. */
  readonly stages: number;
  readonly fetches: number;
}

/** The size of a plan; both branches of a condition count as fetches. */
export function planSize({ node }: QueryPlan): PlanSize {
  return node === null ? { stages: 0, fetches: 0 } : sizeOf(node);
}

function sizeOf(node: PlanNode): PlanSize {
  if (node.kind === 'fetch') return { stages: 1, fetches: 1 };
  const parts =
    node.kind === 'condition'
      ? [node.then, node.otherwise].filter((one) => one !== null).map(sizeOf)
      : node.nodes.map(sizeOf);
  const stages = parts.map((part) => part.stages);
  return {
    stages: node.kind === 'sequence' ? stages.reduce((sum, one) => sum + one, 0) : Math.max(0, ...stages),
    fetches: parts.reduce((sum, { fetches }) => sum + fetches, 0),
  };
}

/**
 * A plan as text, a line a step, two spaces deeper in each: `in order`, `at once`, and for each fetch its subgraph, the path
 * of the objects that it adds to, what it tells of each (`needs`), and what it selects.
 */
export function planText({ node }: QueryPlan): string {
  return node === null ? 'nothing to fetch' : linesOf(node).join('\n');
}

/** The lines of one fetch, the first of them its subgraph and path; for whoever adds times to them. */
export function fetchLines(fetch: FetchNode): string[] {
  const { subgraph, operation, entities, at = [], variables, outputRewrites } = fetch;
  const path = pathText(entities?.path ?? at);
  const lines = [`fetch ${subgraph}${operation === 'mutation' ? ' (mutation)' : ''}${path && ` at ${path}`}`];
  const tell = (what: string, text: string) => text !== '' && lines.push(...indent([`${what} ${text}`]));
  if (entities !== null) tell('needs', requiresText(entities.requires));
  tell('with', variables.map((name) => `$${name}`).join(', '));
  for (const rewrite of entities?.inputRewrites ?? []) tell('sends', rewriteText(rewrite));
  for (const rewrite of outputRewrites) tell('takes', rewriteText(rewrite));
  return [...lines, ...indent(selectionLines(fetch))];
}

function linesOf(node: PlanNode): string[] {
  switch (node.kind) {
    case 'sequence':
      return ['in order', ...indent(node.nodes.flatMap(linesOf))];
    case 'parallel':
      return ['at once', ...indent(node.nodes.flatMap(linesOf))];
    case 'condition':
      return [
        ...(node.then === null ? [] : [`if $${node.variable}`, ...indent(linesOf(node.then))]),
        ...(node.otherwise === null ? [] : [`if not $${node.variable}`, ...indent(linesOf(node.otherwise))]),
      ];
    case 'fetch':
      return fetchLines(node);
    default:
      return node satisfies never;
  }
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
