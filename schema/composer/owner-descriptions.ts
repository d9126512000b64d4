import { type DocumentNode, Kind, type ObjectTypeDefinitionNode } from 'graphql';
import type { DepartmentEdge } from './manifest.ts';

/**
 * A department's edge with the words its owner describes it by. The rule's subgraph repeats them, because a
 * description that differs between subgraphs leaves it to the composer which of the two clients read.
 */
export interface DescribedEdge extends DepartmentEdge {
  readonly descriptions: {
    readonly edge: string;
    readonly type: string;
    readonly outcome: string;
    readonly version: string;
  };
}

/**
 * `department` with the descriptions found in `documents`, the SDL of every subgraph but the rule's.
 * Throws when no subgraph gives Student that field with that type, or describes it: the manifest is then wrong.
 */
export function describeEdge(department: DepartmentEdge, documents: readonly DocumentNode[]): DescribedEdge {
  const { field, type } = department;
  const types = documents.flatMap(objectTypes);
  const owner = types.find(({ name }) => name.value === type);
  const students = types.filter(({ name }) => name.value === 'Student');
  const student = students.find(({ fields }) => fields?.some(({ name }) => name.value === field));
  return {
    ...department,
    descriptions: {
      edge: described(fieldOf(student, field), `Student.${field}`),
      type: described(owner, type),
      outcome: described(fieldOf(owner, 'outcome'), `${type}.outcome`),
      version: described(fieldOf(owner, 'version'), `${type}.version`),
    },
  };
}

function objectTypes(document: DocumentNode): ObjectTypeDefinitionNode[] {
  return document.definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION);
}

function fieldOf(type: ObjectTypeDefinitionNode | undefined, name: string) {
  return type?.fields?.find((field) => field.name.value === name);
}

function described(node: { description?: { value: string } | undefined } | undefined, what: string): string {
  const text = node?.description?.value;
  if (text) return text;
  throw new Error(
    node
      ? `${what} has no description; give it one in its department's SDL.`
      : `supergraph.yml names ${what}, but no department's SDL has it.`,
  );
}
