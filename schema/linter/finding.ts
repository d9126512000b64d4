import type { ASTNode, DocumentNode } from 'graphql';

/** One subgraph as the rules see it: its name in the supergraph and its SDL, parsed with the file's name as source. */
export interface LintedSubgraph {
  readonly name: string;
  readonly document: DocumentNode;
}

/** One breach of the schema contract: which rule, where (`schema/library.graphql:12`), what stands there, what to do. */
export interface Finding {
  readonly rule: string;
  readonly at: string;
  readonly found: string;
  readonly cure: string;
}

/** A rule of the contract: every breach in these subgraphs, in the order of the text; none when they keep it. */
export type Rule = (subgraphs: readonly LintedSubgraph[]) => Finding[];

/** `file:line` of a node, as editors open it; `unknown:0` for a node that came from no text. */
export function placeOf(node: ASTNode): string {
  return node.loc ? `${node.loc.source.name}:${Math.max(1, node.loc.startToken.line)}` : 'unknown:0';
}
