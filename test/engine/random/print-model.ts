import type {
  EnumModel,
  FieldModel,
  InputModel,
  InterfaceModel,
  Model,
  ObjectModel,
  SubgraphName,
  TypeModel,
} from './model.ts';

const imports = [
  '@key',
  '@shareable',
  '@requires',
  '@provides',
  '@external',
  '@override',
  '@inaccessible',
  '@interfaceObject',
];
const link = (more: readonly string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ${JSON.stringify([...imports, ...more])})`;
const lookups = `${link(['@composeDirective'])} @link(url: "https://graduate-clearance.example/lookup/v1.0", import: ["@lookup"]) @composeDirective(name: "@lookup")
directive @lookup(key: String!, argument: String!, viewers: Boolean! = false) on FIELD_DEFINITION`;

/** The SDL of one subgraph. */
export function printSubgraph(model: Model, subgraph: SubgraphName): string {
  const definitions = [...model.types.values()].flatMap((type) => printIn(type, model, subgraph) ?? []);
  const hasLookups = definitions.some((text) => text.includes('@lookup('));
  return [hasLookups ? lookups : link([]), ...definitions].join('\n');
}

function printIn(type: TypeModel, model: Model, subgraph: SubgraphName): string | null {
  switch (type.kind) {
    case 'object':
      return printObject(type, model, subgraph);
    case 'interface':
      return printInterface(type, subgraph);
    case 'union': {
      const members = type.in.get(subgraph);
      return members ? `union ${type.name} = ${members.join(' | ')}` : null;
    }
    case 'enum': {
      const values = type.in.get(subgraph);
      const marked = values?.map((value) => (type.hidden.includes(value) ? `${value} @inaccessible` : value));
      return marked ? `enum ${type.name} { ${marked.join(' ')} }` : null;
    }
    case 'input': {
      const fields = type.in.get(subgraph);
      return fields ? `input ${type.name} { ${[...fields.values()].join(' ')} }` : null;
    }
    case 'scalar':
      return type.in.has(subgraph) ? `scalar ${type.name}` : null;
    default:
      return type satisfies never;
  }
}

function printObject(type: ObjectModel, model: Model, subgraph: SubgraphName): string | null {
  const place = type.in.get(subgraph);
  if (place === undefined) return null;
  const fields = [...type.fields.values()].flatMap((field) => printField(field, subgraph) ?? []);
  if (fields.length === 0) return null;
  const interfaces = [...place.implements, ...inheritedFrom(place.implements, model, subgraph)];
  const implemented = interfaces.length > 0 ? ` implements ${interfaces.join(' & ')}` : '';
  const hidden = type.isHidden ? ['@inaccessible'] : [];
  const directives = [...place.directives, ...hidden].map((directive) => ` ${directive}`).join('');
  return `type ${type.name}${implemented}${directives} {\n  ${fields.join('\n  ')}\n}`;
}

function inheritedFrom(names: ReadonlySet<string>, model: Model, subgraph: SubgraphName): string[] {
  return [...names].flatMap((name) => {
    const type = model.types.get(name);
    if (type?.kind !== 'interface') return [];
    return type.implements.filter((other) => isIn(model, other, subgraph));
  });
}

const isIn = (model: Model, name: string, subgraph: SubgraphName) => model.types.get(name)?.in.has(subgraph);

function printField(field: FieldModel, subgraph: SubgraphName): string | null {
  const place = field.in.get(subgraph);
  if (place === undefined) return null;
  const hidden = field.isHidden && !place.directives.includes('@external') ? ['@inaccessible'] : [];
  const directives = [...place.directives, ...hidden].map((directive) => ` ${directive}`).join('');
  const args =
    place.extraArgs === undefined
      ? field.args
      : `(${[field.args.slice(1, -1), place.extraArgs].filter(Boolean).join(', ')})`;
  return `${field.name}${args}: ${place.type ?? field.type}${directives}`;
}

function printInterface(type: InterfaceModel, subgraph: SubgraphName): string | null {
  const place = type.in.get(subgraph);
  if (place === undefined) return null;
  const fields = place.fields.flatMap((name) => {
    const field = type.fields.get(name);
    if (field === undefined) return [];
    return place.isObject ? (printField(field, subgraph) ?? []) : `${name}${field.args}: ${field.type}`;
  });
  const directives = place.directives.map((directive) => ` ${directive}`).join('');
  const implemented =
    type.implements.length > 0 && !place.isObject ? ` implements ${type.implements.join(' & ')}` : '';
  return `${place.isObject ? 'type' : 'interface'} ${type.name}${implemented}${directives} {\n  ${fields.join('\n  ')}\n}`;
}

/** The SDL that clients see, by the rules of merging and not by any composer. */
export function printMonolith(model: Model): string {
  return [...model.types.values()].flatMap((type) => printWhole(type, model) ?? []).join('\n');
}

function printWhole(type: TypeModel, model: Model): string | null {
  if (type.in.size === 0) return null;
  switch (type.kind) {
    case 'object': {
      if (type.isHidden) return null;
      const shown = [...type.fields.values()].filter(
        ({ isHidden, in: places }) => !isHidden && places.size > 0,
      );
      if (shown.length === 0) return null;
      const interfaces = new Set([...type.in.values()].flatMap((place) => [...place.implements]));
      for (const other of model.types.values())
        if (other.kind === 'interface' && other.members.includes(type.name)) interfaces.add(other.name);
      return `type ${type.name}${list(interfaces)} { ${shown.map(whole).join(' ')} }`;
    }
    case 'interface': {
      const shown = [...type.fields.values()].filter(({ isHidden }) => !isHidden);
      return `interface ${type.name}${list(new Set(type.implements))} { ${shown.map(whole).join(' ')} }`;
    }
    case 'union':
      return `union ${type.name} = ${[...new Set([...type.in.values()].flat())].join(' | ')}`;
    case 'enum':
      return `enum ${type.name} { ${mergedValues(type).join(' ')} }`;
    case 'input':
      return `input ${type.name} { ${mergedInputs(type).join(' ')} }`;
    case 'scalar':
      return `scalar ${type.name}`;
    default:
      return type satisfies never;
  }
}

const list = (names: ReadonlySet<string>) => (names.size > 0 ? ` implements ${[...names].join(' & ')}` : '');
const whole = ({ name, args, type }: FieldModel) => `${name}${args}: ${type}`;

function mergedValues({ in: places, merge, hidden }: EnumModel): string[] {
  const all = [...places.values()];
  const values = [...new Set(all.flat())].filter((value) => !hidden.includes(value));
  return merge === 'union' ? values : values.filter((value) => all.every((some) => some.includes(value)));
}

/** Of the fields that every subgraph has, the strictest: required where one requires it. */
function mergedInputs({ in: places }: InputModel): string[] {
  const all = [...places.values()];
  const names = [...(all[0]?.keys() ?? [])].filter((name) => all.every((fields) => fields.has(name)));
  return names.map((name) => {
    const texts = all.map((fields) => fields.get(name) ?? '');
    return texts.find((text) => text.endsWith('!')) ?? texts[0] ?? '';
  });
}
