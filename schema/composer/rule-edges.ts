import { type FieldDefinitionNode, Kind, parse, type StringValueNode, visit } from 'graphql';
import type { DepartmentEdge, RuleTarget } from './manifest.ts';
import type { DescribedEdge } from './owner-descriptions.ts';

/**
 * The rule's SDL with everything that follows from the list of departments written anew: the external edges of
 * Student, their external types, and the `@requires` selection of the rule's fields. Idempotent. The text outside
 * the marked regions and outside those selections is kept byte for byte.
 * Throws when a region's markers or a field of the rule is missing: then the SDL is not what the rule believes.
 */
export function writeRuleEdges(sdl: string, departments: readonly DescribedEdge[], rule: RuleTarget): string {
  const withEdges = writeRegion(sdl, 'edges', '  ', departments.map(edge));
  const withTypes = writeRegion(withEdges, 'types', '', departments.map(externalType));
  return writeRequires(withTypes, requiresSelection(departments, rule), rule);
}

function edge({ field, type, descriptions }: DescribedEdge): string {
  return `  ${quoted(descriptions.edge)}\n  ${field}: ${type} @external`;
}

function externalType({ type, descriptions }: DescribedEdge): string {
  return [
    quoted(descriptions.type),
    `type ${type} @external {`,
    `  ${quoted(descriptions.outcome)}`,
    '  outcome: ClearanceOutcome!',
    `  ${quoted(descriptions.version)}`,
    '  version: String!',
    '}',
    '',
  ].join('\n');
}

// A JSON string is a GraphQL string too: the same quotes and the same escapes.
function quoted(text: string): string {
  return JSON.stringify(text);
}

function requiresSelection(departments: readonly DepartmentEdge[], rule: RuleTarget): string {
  return [rule.selection, ...departments.map(({ field }) => `${field} { outcome version }`)].join(' ');
}

function writeRegion(sdl: string, region: string, indent: string, blocks: readonly string[]): string {
  const begin = `${indent}# begin generated ${region}\n`;
  const end = `${indent}# end generated ${region}\n`;
  const from = sdl.indexOf(begin);
  const to = sdl.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(`The rule's SDL lacks the lines "${begin.trim()}" and "${end.trim()}"; put them back.`);
  }
  const body = blocks.map((block) => `${block}\n`).join('');
  return sdl.slice(0, from) + begin + body + sdl.slice(to);
}

function writeRequires(sdl: string, selection: string, rule: RuleTarget): string {
  const values = rule.fields.map((name) => requiresValue(sdl, name, rule.subgraph));
  // From the end backwards, so that an earlier position is still true after a later text changed length.
  return values
    .flatMap(({ loc }) => (loc ? [loc] : []))
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => `${text.slice(0, start)}"${selection}"${text.slice(end)}`, sdl);
}

function requiresValue(sdl: string, fieldName: string, subgraph: string): StringValueNode {
  let found: StringValueNode | undefined;
  const readField = (field: FieldDefinitionNode) => {
    if (field.name.value !== fieldName) return;
    const requires = field.directives?.find((directive) => directive.name.value === 'requires');
    const value = requires?.arguments?.find((argument) => argument.name.value === 'fields')?.value;
    if (value?.kind === Kind.STRING) found = value;
  };
  visit(parse(sdl), {
    ObjectTypeDefinition: (type) => {
      if (type.name.value === 'Student') type.fields?.forEach(readField);
      return false;
    },
  });
  if (found) return found;
  throw new Error(
    `supergraph.yml: rule.fields names "${fieldName}", but ${subgraph} has no Student.${fieldName} @requires(fields: "...").`,
  );
}
