import { hash } from './hash.ts';
import {
  type EnumModel,
  type FieldModel,
  type FieldPlace,
  type InputModel,
  type Model,
  namedIn,
  type ObjectModel,
  type SubgraphName,
} from './model.ts';

/** Makes a model piece by piece; whatever a piece needs in a subgraph comes with it. */
export interface Builder {
  readonly model: Model;
  /**
   * Whether what is required may require something itself. Then no field is shared: both planners ask a subgraph for what is external to
   * it where a chain begins behind a shared field.
   */
  readonly hasChains: boolean;
  /** By number, round and round. */
  readonly subgraph: (number: number) => SubgraphName;
  readonly object: (name: string) => ObjectModel;
  readonly entities: () => ObjectModel[];
  /** Adds an empty object type; `count` null: no entity. */
  readonly addObject: (name: string, count: number | null, isValue?: boolean) => ObjectModel;
  /** Adds a field that nobody has yet. */
  readonly addField: (on: ObjectModel, name: string, type: string, more?: Partial<FieldModel>) => FieldModel;
  /** Gives a field to a subgraph, with its types and those of its arguments. */
  readonly place: (
    on: ObjectModel,
    field: FieldModel,
    subgraph: SubgraphName,
    place?: Partial<FieldPlace>,
  ) => void;
  /** Whether a subgraph can have the type. */
  readonly mayHave: (name: string, subgraph: SubgraphName) => boolean;
  /** Gives a type to a subgraph, entities with some of their keys. */
  readonly ensure: (name: string, subgraph: SubgraphName) => void;
  /** The next free field name of a type: `f0`, `f1`. Types share them, so that aliases and fields meet. */
  readonly freeName: (on: ObjectModel) => string;
}

export const SCALARS = ['Int', 'String', 'Boolean', 'Float', 'ID'];

/** A builder with the types that every graph has: the roots, a value type, the type of nested keys, enums and an input. */
export function createBuilder(seed: number, count: number): Builder {
  const subgraphs = ['a', 'b', 'c', 'd', 'e'].slice(0, count);
  const model: Model = { seed, subgraphs, types: new Map() };
  const subgraph = (number: number) => subgraphs[number % subgraphs.length] ?? 'a';

  function object(name: string): ObjectModel {
    const type = model.types.get(name);
    if (type?.kind !== 'object') throw new Error(`There is no object type ${name}.`);
    return type;
  }

  function addObject(name: string, instances: number | null, isValue = false): ObjectModel {
    const type: ObjectModel = {
      kind: 'object',
      name,
      count: instances,
      fields: new Map(),
      in: new Map(),
      keys: new Map(),
      isValue,
      isHidden: false,
    };
    model.types.set(name, type);
    return type;
  }

  function addField(on: ObjectModel, name: string, type: string, more: Partial<FieldModel> = {}): FieldModel {
    const field: FieldModel = {
      name,
      on: on.name,
      type,
      args: '',
      fixedArgs: '',
      isHidden: false,
      in: new Map(),
      requires: null,
      isRogue: false,
      identity: null,
      isThere: false,
      finds: null,
      ...more,
    };
    on.fields.set(name, field);
    if (on.isValue) for (const its of on.in.keys()) place(on, field, its);
    return field;
  }

  function place(
    on: ObjectModel,
    field: FieldModel,
    its: SubgraphName,
    given: Partial<FieldPlace> = {},
  ): void {
    field.in.set(its, { use: 'resolves', directives: [], ...given });
    ensure(on.name, its);
    ensure(namedIn(field.type), its);
    for (const name of ['Filter', 'Mode', 'Color']) if (field.args.includes(name)) ensure(name, its);
  }

  function mayHave(name: string, its: SubgraphName): boolean {
    const type = model.types.get(name);
    if (type === undefined) return SCALARS.includes(name);
    if (type.kind === 'union' || type.kind === 'interface') return type.in.has(its);
    return !['Book', 'Film', 'Loose', 'Split'].includes(name);
  }

  function ensure(name: string, its: SubgraphName): void {
    const type = model.types.get(name);
    if (type === undefined || type.in.has(its)) return;
    if (type.kind === 'enum') type.in.set(its, enumValues(type, its));
    else if (type.kind === 'input') ensureInput(type, its);
    else if (type.kind === 'scalar') type.in.set(its, true);
    else if (type.kind === 'object') ensureObject(type, its);
  }

  function ensureInput(type: InputModel, its: SubgraphName): void {
    const luck = hash(seed, type.name, its);
    const fields = new Map([
      ['a', 'a: Int = 1'],
      ['b', luck % 3 === 0 ? 'b: [String!]!' : 'b: [String!]'],
      ['c', 'c: [Filter]'],
      ['mode', 'mode: Mode'],
    ]);
    if (luck % 2 === 0) fields.set(`x${its}`, `x${its}: Int`);
    type.in.set(its, fields);
    ensure('Mode', its);
  }

  function ensureObject(type: ObjectModel, its: SubgraphName): void {
    type.in.set(its, { directives: type.isValue ? ['@shareable'] : [], implements: new Set() });
    if (type.isValue) for (const field of type.fields.values()) place(type, field, its);
    const [home] = type.keys.values();
    if (home !== undefined) takeKeys(type, its, home);
  }

  /** Not all keys of the home, but one at least. */
  function takeKeys(type: ObjectModel, its: SubgraphName, all: readonly string[]): void {
    const luck = hash(seed, type.name, its, 'keys');
    const some = all.filter((_, index) => index === luck % all.length || (luck >> (index + 4)) % 3 === 0);
    type.keys.set(its, some);
    for (const key of some) {
      type.in.get(its)?.directives.push(`@key(fields: "${key}")`);
      for (const name of key
        .replace(/\{.*?\}/g, '')
        .trim()
        .split(/\s+/)) {
        const field = type.fields.get(name);
        if (field !== undefined) place(type, field, its);
      }
    }
  }

  function enumValues(type: EnumModel, its: SubgraphName): string[] {
    const all = { Color: ['RED', 'GREEN'], Mode: ['ON', 'OFF', 'NEW'], Hue: ['CYAN', 'PINK', 'SECRET'] }[
      type.name
    ];
    if (type.name === 'Color' || all === undefined) return all ?? [];
    const fixed = type.name === 'Mode' ? 2 : 1;
    return all.filter((value, index) => index < fixed || hash(seed, value, its) % 2 === 0);
  }

  function freeName(on: ObjectModel): string {
    for (let number = 0; ; number++) if (!on.fields.has(`f${number}`)) return `f${number}`;
  }

  addObject('Query', null);
  addObject('Mutation', null);
  const spot = addObject('Spot', null, true);
  const ref = addObject('Ref', null, true);
  model.types.set('Color', { kind: 'enum', name: 'Color', in: new Map(), merge: 'union', hidden: [] });
  model.types.set('Hue', { kind: 'enum', name: 'Hue', in: new Map(), merge: 'union', hidden: ['SECRET'] });
  model.types.set('Mode', { kind: 'enum', name: 'Mode', in: new Map(), merge: 'intersection', hidden: [] });
  model.types.set('Filter', { kind: 'input', name: 'Filter', in: new Map() });
  model.types.set('Json', { kind: 'scalar', name: 'Json', in: new Map() });
  addField(spot, 'x', 'Int');
  addField(ref, 'id', 'ID!', { identity: (key) => `r-${key}` });
  addField(ref, 'kind', 'String');
  const entities = () =>
    [...model.types.values()].filter(
      (type): type is ObjectModel => type.kind === 'object' && /^(Alpha|Beta|Gamma)$/.test(type.name),
    );
  return {
    model,
    hasChains: seed % 2 === 1,
    subgraph,
    object,
    entities,
    addObject,
    addField,
    place,
    mayHave,
    ensure,
    freeName,
  };
}
