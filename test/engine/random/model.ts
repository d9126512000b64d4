/** A subgraph's name, `a` to `e`. */
export type SubgraphName = string;

/** What a subgraph has to do with a field. `lies`: another overrides it, so whoever asks here gets what is wrong. */
export type FieldUse = 'resolves' | 'external' | 'provides' | 'lies';

/** A field as one subgraph prints it. */
export interface FieldPlace {
  use: FieldUse;
  /** Stricter than the field's type, where it is. */
  type?: string;
  directives: string[];
  /** Arguments that the others do not have; no client sees them. */
  extraArgs?: string;
}

/** One field of the whole graph. */
export interface FieldModel {
  readonly name: string;
  /** The type that data are made by: `Media` for what an interface object adds to its implementations. */
  readonly on: string;
  type: string;
  /** `(n: Int = 3)`, or nothing. */
  args: string;
  /** Arguments as a requirement gives them: `(n: 2)`, or nothing. */
  fixedArgs: string;
  isHidden: boolean;
  readonly in: Map<SubgraphName, FieldPlace>;
  /** A selection that the value is computed from. */
  requires: string | null;
  /** Whether nulls stand where the type allows none. */
  isRogue: boolean;
  /** Values that no luck decides, keys above all, by the number (or place) of the object. */
  identity: ((key: number | string) => unknown) | null;
  /** Whether the outermost value is never null. */
  isThere: boolean;
  /** The entity type of which it finds the one whose id its argument is. */
  readonly finds: string | null;
}

/** An object type as one subgraph prints it. */
export interface ObjectPlace {
  directives: string[];
  readonly implements: Set<string>;
}

export interface ObjectModel {
  readonly kind: 'object';
  readonly name: string;
  /** Entities have this many instances, numbered from 0; null: not an entity. */
  readonly count: number | null;
  readonly fields: Map<string, FieldModel>;
  readonly in: Map<SubgraphName, ObjectPlace>;
  /** Key selections by subgraph, as its SDL and its references have them. */
  readonly keys: Map<SubgraphName, string[]>;
  /** Every field stands in every subgraph that has the type. */
  readonly isValue: boolean;
  isHidden: boolean;
}

/** In a subgraph where it is an interface object, `fields` are those of the object type. */
export interface InterfacePlace {
  readonly fields: string[];
  directives: string[];
  readonly isObject: boolean;
}

export interface InterfaceModel {
  readonly kind: 'interface';
  readonly name: string;
  readonly fields: Map<string, FieldModel>;
  readonly in: Map<SubgraphName, InterfacePlace>;
  readonly keys: Map<SubgraphName, string[]>;
  readonly members: string[];
  readonly implements: string[];
}

export interface UnionModel {
  readonly kind: 'union';
  readonly name: string;
  readonly in: Map<SubgraphName, readonly string[]>;
}

export interface EnumModel {
  readonly kind: 'enum';
  readonly name: string;
  readonly in: Map<SubgraphName, readonly string[]>;
  /** How values of several subgraphs are merged. */
  readonly merge: 'union' | 'intersection';
  readonly hidden: readonly string[];
}

export interface InputModel {
  readonly kind: 'input';
  readonly name: string;
  readonly in: Map<SubgraphName, ReadonlyMap<string, string>>;
}

export interface ScalarModel {
  readonly kind: 'scalar';
  readonly name: string;
  readonly in: Map<SubgraphName, true>;
}

export type TypeModel = ObjectModel | InterfaceModel | UnionModel | EnumModel | InputModel | ScalarModel;

/** A whole graph: who has what, and the seed of its data. */
export interface Model {
  readonly seed: number;
  readonly subgraphs: readonly SubgraphName[];
  readonly types: Map<string, TypeModel>;
}

/** The name inside lists and non-nulls: `[[Int!]]!` is of `Int`. */
export const namedIn = (type: string): string => type.replaceAll(/[[\]!]/g, '');

/** An object or interface type of the model, where `name` is one. */
export function fieldsHolder(model: Model, name: string): ObjectModel | InterfaceModel | undefined {
  const type = model.types.get(name);
  return type?.kind === 'object' || type?.kind === 'interface' ? type : undefined;
}

/** Whether a union has no member that both subgraphs know: a field of it that both resolve is refused by composers. */
export function isApart(model: Model, name: string, one: SubgraphName, other: SubgraphName): boolean {
  const type = model.types.get(name);
  if (type?.kind !== 'union') return false;
  const [members, others] = [type.in.get(one), type.in.get(other)];
  return members !== undefined && others !== undefined && !members.some((member) => others.includes(member));
}
