import fc, { type Arbitrary } from 'fast-check';
import {
  addMedia,
  addShape,
  addUnion,
  type MediaPick,
  type ShapePick,
  type UnionPick,
} from './abstract-types.ts';
import { createBuilder } from './builder.ts';
import { addEntities, type EntityPick } from './entities.ts';
import { ARGS, addPickedField, type FieldPick, WRAPS } from './fields.ts';
import { addLookups, type LookupPick } from './lookups.ts';
import type { FieldModel, Model } from './model.ts';
import {
  addLoose,
  addMutations,
  addSplit,
  type LoosePick,
  type MutationPick,
  type SplitPick,
} from './special-types.ts';

/** What a graph is made of: small pieces that each may be left out. */
export interface WorldPicks {
  readonly seed: number;
  readonly subgraphs: number;
  readonly entities: readonly EntityPick[];
  readonly shape: ShapePick | null;
  readonly union: UnionPick | null;
  readonly media: MediaPick | null;
  readonly loose: LoosePick | null;
  readonly split: SplitPick | null;
  readonly fields: readonly FieldPick[];
  readonly mutations: readonly MutationPick[];
  readonly lookups: readonly LookupPick[];
}

const few = fc.nat(4);
const number = fc.nat(31);
const flag = fc.boolean();
const maybe = <Pick>(pick: Arbitrary<Pick>) => fc.option(pick, { freq: 2 });

const fieldPick: Arbitrary<FieldPick> = fc.record({
  on: number,
  owner: few,
  other: number,
  what: number,
  wrap: fc.nat(WRAPS.length - 1),
  twist: fc.oneof(
    { weight: 4, arbitrary: fc.constant('plain' as const) },
    {
      weight: 8,
      arbitrary: fc.constantFrom(
        ...(['requires', 'shared', 'provides', 'override', 'hidden', 'requires'] as const),
      ),
    },
  ),
  args: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(ARGS.length - 1) }),
  isRogue: flag,
});

const pieces = {
  seed: fc.nat(0xffff),
  subgraphs: fc.integer({ min: 2, max: 5 }),
  entities: fc.array(fc.record({ home: few, keys: fc.nat(15), hidesLast: flag }), {
    minLength: 1,
    maxLength: 3,
  }),
  shape: maybe(
    fc.record({
      first: few,
      isInTwo: flag,
      members: number,
      hasValue: flag,
      hasPeer: flag,
      hasBase: flag,
      hasArgument: flag,
      isStricter: flag,
    }),
  ),
  union: maybe(fc.record({ first: few, isInTwo: flag, members: number, otherMembers: number })),
  media: maybe(
    fc.record({ home: few, objectIn: few, bookIn: fc.option(few), requires: flag, isRogue: flag }),
  ),
  loose: maybe(fc.record({ home: few, other: few })),
  split: maybe(fc.record({ on: few, first: few, other: few, wrap: fc.nat(WRAPS.length - 1), isRogue: flag })),
  fields: fc.array(fieldPick, { minLength: 1, maxLength: 16, size: 'max' }),
  mutations: fc.array(fc.record({ owner: few, what: fc.nat(6), hasArgument: flag }), { maxLength: 4 }),
};
const lookup = fc.record({ on: number, owner: few, argument: fc.nat(2), hasEcho: flag });

/** Graphs of 2 to 5 subgraphs. All of them compose. */
export const worldPicks: Arbitrary<WorldPicks> = fc.record({ ...pieces, lookups: fc.constant([]) });

/** The same with root fields that find entities by key. */
export const worldsWithLookups: Arbitrary<WorldPicks> = fc.record({
  ...pieces,
  lookups: fc.array(lookup, { minLength: 1, maxLength: 3 }),
});

/** The graph of some picks; the same picks give the same graph and data. */
export function buildModel(picks: WorldPicks): Model {
  const builder = createBuilder(picks.seed, picks.subgraphs);
  addEntities(builder, picks.entities);
  if (picks.media !== null) addMedia(builder, picks.media);
  if (picks.shape !== null) addShape(builder, picks.shape);
  if (picks.union !== null) addUnion(builder, picks.union);
  builder.addField(builder.addObject('Secret', null, true), 'x', 'Int');
  builder.object('Secret').isHidden = true;
  for (const pick of picks.fields) addPickedField(builder, pick);
  if (picks.loose !== null) addLoose(builder, picks.loose);
  if (picks.split !== null) addSplit(builder, picks.split);
  addMutations(builder, picks.mutations);
  addLookups(builder, picks.lookups);
  calmRequirements(builder.model);
  return builder.model;
}

/**
 * What a rule requires keeps its nulls where they are allowed: else a null of something beside it, which the client asked for, would
 * take away its input, and one server over everything would still have it.
 */
function calmRequirements(model: Model): void {
  const fields: FieldModel[] = [];
  for (const type of model.types.values())
    if (type.kind === 'object' || type.kind === 'interface') fields.push(...type.fields.values());
  const isDeep = fields.some(({ requires }) => requires?.includes('{'));
  const names = new Set(
    fields.flatMap(({ on, requires }) => (requires?.match(/\w+/g) ?? []).map((name) => `${on}.${name}`)),
  );
  for (const field of fields) if (isDeep || names.has(`${field.on}.${field.name}`)) field.isRogue = false;
}
