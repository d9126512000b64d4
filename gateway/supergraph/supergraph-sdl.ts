import { type ArgumentNode, type ASTNode, type DirectiveNode, Kind, parse } from 'graphql';

/** A supergraph ready for the engine, and the names in `departmentUrls` that it does not have. */
export interface PreparedSupergraph {
  readonly sdl: string;
  readonly unknownDepartments: readonly string[];
}

/**
 * Puts other routing URLs into a supergraph, by the names of its `join__Graph` values. Everything else stays letter by
 * letter. Throws a syntax error where the text is no SDL.
 */
export function prepareSupergraph(
  sdl: string,
  departmentUrls: ReadonlyMap<string, string>,
): PreparedSupergraph {
  const edits: { start: number; end: number; text: string }[] = [];
  const unused = new Set(departmentUrls.keys());
  const edit = (node: ASTNode, text: string) => {
    if (node.loc) edits.push({ start: node.loc.start, end: node.loc.end, text });
  };
  const enums = parse(sdl).definitions.filter((one) => one.kind === Kind.ENUM_TYPE_DEFINITION);
  for (const graph of enums.flatMap(({ values = [] }) => values)) {
    const url = departmentUrls.get(graph.name.value);
    const directive = graph.directives?.find(({ name }) => name.value === 'join__graph');
    const place = directive === undefined ? undefined : argument(directive, 'url');
    if (url === undefined || place === undefined) continue;
    edit(place.value, JSON.stringify(url));
    unused.delete(graph.name.value);
  }
  const inReverse = edits.sort((one, other) => other.start - one.start);
  const text = inReverse.reduce(
    (whole, { start, end, text }) => whole.slice(0, start) + text + whole.slice(end),
    sdl,
  );
  return { sdl: text, unknownDepartments: [...unused] };
}

function argument(directive: DirectiveNode, name: string): ArgumentNode | undefined {
  return directive.arguments?.find((candidate) => candidate.name.value === name);
}
