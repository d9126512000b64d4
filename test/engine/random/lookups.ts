import type { Builder } from './builder.ts';

/** A root field that finds an entity by its id, and says so with `@lookup`. */
export interface LookupPick {
  readonly on: number;
  readonly owner: number;
  readonly argument: number;
  /** Whether the entity has a field that takes the same argument. */
  readonly hasEcho: boolean;
}

/** The name of every argument that holds the id of an entity, and of no other. */
export const KEY_ARGUMENT = /^(alpha|beta|gamma)Id$/;
/** The names of these root fields. */
export const LOOKUP = /^one[A-Z]/;

/** Adds lookups of entities that have an id, in subgraphs that know it. */
export function addLookups(builder: Builder, picks: readonly LookupPick[]): void {
  const query = builder.object('Query');
  for (const [index, pick] of picks.entries()) {
    const entities = builder.entities().filter(({ fields }) => fields.has('id'));
    const type = entities[pick.on % Math.max(entities.length, 1)];
    const owners = builder.model.subgraphs.filter((one) => type?.keys.get(one)?.includes('id'));
    const owner = owners[pick.owner % Math.max(owners.length, 1)];
    if (type === undefined || owner === undefined) continue;
    const { name } = type;
    const argument = `${name.toLowerCase()}Id`;
    const args = [`${argument}: ID!`, `${argument}: ID`, `${argument}: ID = "${name}:1"`][pick.argument % 3];
    const field = builder.addField(query, `one${name}${index}`, name, { args: `(${args})`, finds: name });
    builder.place(query, field, owner, { directives: [`@lookup(key: "id", argument: "${argument}")`] });
    if (!pick.hasEcho || type.fields.has('echo')) continue;
    const echo = { args: `(${argument}: ID)`, fixedArgs: 'none' };
    builder.place(type, builder.addField(type, 'echo', 'String', echo), owner);
  }
}
