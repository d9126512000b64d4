import type { Builder } from './builder.ts';
import { type FieldModel, fieldsHolder, namedIn, type ObjectModel, type SubgraphName } from './model.ts';

/** Lets the owner of a field provide a field of what it answers, where there is one. */
export function addProvides(builder: Builder, field: FieldModel, owner: SubgraphName, choice: number): void {
  const target = fieldsHolder(builder.model, namedIn(field.type));
  if (target?.kind !== 'object' || target.count === null) return;
  const candidates = [...target.fields.values()].filter(
    (other) =>
      other !== field &&
      other.args === '' &&
      other.identity === null &&
      other.on === target.name &&
      fieldsHolder(builder.model, namedIn(other.type)) === undefined &&
      other.in.size > 0 &&
      (!other.in.has(owner) || other.in.get(owner)?.directives.includes('@external')) &&
      builder.mayHave(namedIn(other.type), owner) &&
      builder.model.types.get(namedIn(other.type))?.kind !== 'union',
  );
  const provided = candidates[choice % Math.max(candidates.length, 1)];
  if (provided === undefined) return;
  if (
    [...provided.in.values()].some(({ directives }) => directives.some((one) => one.startsWith('@override')))
  )
    return;
  // Two subgraphs then resolve it.
  for (const { directives } of provided.in.values())
    if (!directives.includes('@external') && !directives.includes('@shareable'))
      directives.push('@shareable');
  makeExternal(builder, target, provided, owner, 'provides');
  field.in.get(owner)?.directives.push(`@provides(fields: "${provided.name}")`);
}

/** Declares in a subgraph a field that others resolve; then all of them declare the same arguments. */
export function makeExternal(
  builder: Builder,
  on: ObjectModel,
  field: FieldModel,
  subgraph: SubgraphName,
  use: 'external' | 'provides',
): void {
  for (const place of field.in.values()) delete place.extraArgs;
  builder.place(on, field, subgraph, { use, directives: ['@external'] });
}
