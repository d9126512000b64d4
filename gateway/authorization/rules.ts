import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DefinitionNode,
  type DocumentNode,
  Kind,
  parse,
} from 'graphql';
import { parseSupergraph } from '../supergraph/parsed-supergraph.ts';

/** Alternatives, of each of which every name must hold: `[["self"], ["registrar"]]`. */
export type Policies = readonly (readonly string[])[];

/** What must hold, all of it. */
export type Rule = readonly Policies[];

/** The rules that a supergraph states. Null: the field (or type) carries none. */
export interface Rules {
  readonly ofField: (typeName: string, fieldName: string) => Rule | null;
  /** Of an object type, a scalar or an enum as a whole. */
  readonly ofType: (typeName: string) => Rule | null;
}

/** Holds for every person: what `@authenticated` asks for. No policy of a schema can have this name. */
export const somebody = '@authenticated';

const SPECIFICATION = /\/(policy|authenticated|requiresScopes)\/v\d/;

/**
 * Reads `@policy`, `@authenticated` and `@requiresScopes` of object types, their fields, scalars and enums out of SDL.
 * A scope is taken for a role of that name, so an unknown one lets nobody through.
 *
 * Those on interfaces are left out: the concrete type's rule applies, and what stands on an interface of a supergraph
 * is a conjunction that Apollo's composer made of them.
 *
 * @see https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/directives
 */
export function readRules(supergraphSdl: string, ...others: readonly string[]): Rules {
  const fields = new Map<string, Rule>();
  const types = new Map<string, Rule>();
  for (const document of [parseSupergraph(supergraphSdl), ...others.map((text) => parse(text))]) {
    const names = directiveNames(document);
    for (const node of document.definitions) {
      if (!canCarryRule(node)) continue;
      add(types, node.name.value, ruleOf(node.directives, names));
      if (!('fields' in node)) continue;
      for (const field of node.fields ?? [])
        add(fields, `${node.name.value}.${field.name.value}`, ruleOf(field.directives, names));
    }
  }
  return {
    ofField: (typeName, fieldName) => fields.get(`${typeName}.${fieldName}`) ?? null,
    ofType: (typeName) => types.get(typeName) ?? null,
  };
}

function canCarryRule(node: DefinitionNode) {
  return (
    node.kind === Kind.OBJECT_TYPE_DEFINITION ||
    node.kind === Kind.OBJECT_TYPE_EXTENSION ||
    node.kind === Kind.SCALAR_TYPE_DEFINITION ||
    node.kind === Kind.SCALAR_TYPE_EXTENSION ||
    node.kind === Kind.ENUM_TYPE_DEFINITION ||
    node.kind === Kind.ENUM_TYPE_EXTENSION
  );
}

function add(rules: Map<string, Rule>, key: string, rule: Rule): void {
  if (rule.length > 0) rules.set(key, [...(rules.get(key) ?? []), ...rule]);
}

function ruleOf(directives: readonly ConstDirectiveNode[] = [], names: ReadonlyMap<string, string>): Rule {
  return directives.flatMap((directive): Policies[] => {
    const meaning = names.get(directive.name.value);
    if (meaning === 'authenticated') return [[[somebody]]];
    if (meaning === 'policy') return [alternatives(directive, 'policies')];
    if (meaning === 'requiresScopes') return [alternatives(directive, 'scopes')];
    return [];
  });
}

/** What cannot be read lets nobody through. */
function alternatives(directive: ConstDirectiveNode, argument: string): Policies {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return listOf(value).map((all) => {
    const names = listOf(all).map((one) => (one.kind === Kind.STRING ? one.value : ''));
    return names.length > 0 ? names : [''];
  });
}

function listOf(value: ConstValueNode | undefined): readonly ConstValueNode[] {
  if (value === undefined) return [];
  return value.kind === Kind.LIST ? value.values : [value];
}

/** What each directive is called here; `@link` may rename it (`as`, or in `import`). */
function directiveNames({ definitions }: DocumentNode): Map<string, string> {
  const names = new Map(['policy', 'authenticated', 'requiresScopes'].map((name) => [name, name]));
  for (const node of definitions) {
    if (node.kind !== Kind.SCHEMA_DEFINITION && node.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const link of node.directives ?? []) {
      const [url, as, imported] = ['url', 'as', 'import'].map(
        (wanted) => link.arguments?.find(({ name }) => name.value === wanted)?.value,
      );
      const meaning = url?.kind === Kind.STRING ? SPECIFICATION.exec(url.value)?.[1] : undefined;
      if (meaning !== undefined && as?.kind === Kind.STRING) names.set(as.value, meaning);
      for (const one of listOf(imported)) rename(names, one);
    }
  }
  return names;
}

function rename(names: Map<string, string>, imported: ConstValueNode): void {
  if (imported.kind !== Kind.OBJECT) return;
  const text = (wanted: string) => {
    const value = imported.fields.find(({ name }) => name.value === wanted)?.value;
    return value?.kind === Kind.STRING ? value.value.replace('@', '') : '';
  };
  const meaning = text('name');
  if (['policy', 'authenticated', 'requiresScopes'].includes(meaning)) names.set(text('as'), meaning);
}
