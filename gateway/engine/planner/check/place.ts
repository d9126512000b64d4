import { type ArgumentNode, type FieldNode, Kind, print, type ValueNode } from 'graphql';
import type { PathPart } from '../plan.ts';

/** What a plan will have fetched of the objects at one place of the answer. */
export interface Place {
  readonly slots: Slot[];
}

/** One response key on objects of some types; the slots of a key have no type in common. */
export interface Slot {
  readonly key: string;
  /** The object types on which it is there. */
  types: ReadonlySet<string>;
  /** The field with its arguments: what the key means. */
  readonly meaning: string;
  readonly below: Place;
  /** What may be found below; empty under leaves. */
  typesBelow: ReadonlySet<string>;
}

/** Objects of some types at a place. */
export interface Objects {
  readonly place: Place;
  readonly types: ReadonlySet<string>;
}

/** A plan that would answer wrong; the message says what. */
export class WrongPlan extends Error {}

/** Throws WrongPlan where the key means another thing on the same objects already: one value would stand for both. */
export function addSlot(place: Place, slot: Slot): void {
  let rest = slot.types;
  for (const held of [...place.slots]) {
    if (held.key !== slot.key || held.types.isDisjointFrom(rest)) continue;
    if (held.meaning !== slot.meaning)
      throw new WrongPlan(`"${slot.key}" would be both ${held.meaning} and ${slot.meaning}`);
    const both = splitOff(place, held, rest);
    rest = rest.difference(both.types);
    both.typesBelow = both.typesBelow.union(slot.typesBelow);
    for (const below of slot.below.slots) addSlot(both.below, below);
  }
  if (rest.size > 0) place.slots.push({ ...slot, types: rest, below: copyOf(slot.below) });
}

/** The part of a slot that is on objects of these types, apart from the rest of it. */
function splitOff(place: Place, held: Slot, types: ReadonlySet<string>): Slot {
  const others = held.types.difference(types);
  if (others.size === 0) return held;
  const part = { ...held, types: held.types.intersection(types), below: copyOf(held.below) };
  held.types = others;
  place.slots.push(part);
  return part;
}

function copyOf({ slots }: Place): Place {
  return { slots: slots.map((slot) => ({ ...slot, below: copyOf(slot.below) })) };
}

/** The objects at the end of a path. */
export function follow(from: readonly Objects[], path: readonly PathPart[]): readonly Objects[] {
  return path.reduce<readonly Objects[]>((objects, part) => {
    if (part.kind === 'list') return objects;
    if (part.kind === 'types') return objects.flatMap((one) => restrict(one, part.names));
    return objects.flatMap((one) =>
      slotsOf(one, part.key).map(({ below, typesBelow }) => ({ place: below, types: typesBelow })),
    );
  }, from);
}

/** The slots of a key that are there on any of the objects. */
export function slotsOf({ place, types }: Objects, key: string): Slot[] {
  return place.slots.filter((slot) => slot.key === key && !slot.types.isDisjointFrom(types));
}

/** Only the objects of these types; none of them: nothing. */
export function restrict({ place, types }: Objects, to: readonly string[]): Objects[] {
  const common = types.intersection(new Set(to));
  return common.size === 0 ? [] : [{ place, types: common }];
}

/** A field with its arguments in an order of their own. */
export function meaningOf({ name, arguments: given = [] }: FieldNode): string {
  if (given.length === 0) return name.value;
  return `${name.value}(${given.map(writeArgument).sort().join(', ')})`;
}

/** The field's name, of what a key means. */
export function fieldName(meaning: string): string {
  return meaning.split('(', 1)[0] ?? meaning;
}

function writeArgument({ name, value }: ArgumentNode): string {
  return `${name.value}: ${writeValue(value)}`;
}

/** Planners write a value as its type has it: an ID in quotes, the fields of an input in the order of its type. */
function writeValue(value: ValueNode): string {
  if (value.kind === Kind.LIST) return `[${value.values.map(writeValue).join(', ')}]`;
  if (value.kind === Kind.OBJECT)
    return `{${value.fields
      .map((field) => `${field.name.value}: ${writeValue(field.value)}`)
      .sort()
      .join(', ')}}`;
  if (value.kind === Kind.INT || value.kind === Kind.FLOAT) return String(Number(value.value));
  return value.kind === Kind.VARIABLE || value.kind === Kind.NULL ? print(value) : String(value.value);
}
