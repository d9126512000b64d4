import type { Model } from '../figures/live-model.ts';
import { type ClassAttributes, createClassAttributes } from './class-attributes.ts';
import { type ClassTables, createClassTables } from './class-tables.ts';

/** A class's attributes and tables at one revision. */
export interface RememberedClass {
  readonly attributes: ClassAttributes;
  readonly tables: ClassTables;
  /** The instant that courses of items are judged at. */
  readonly now: number;
}

/** Gives a class as it stands, counted at most once a revision of the model. */
export type RememberedClasses = (model: Model, classYear: number, now: number) => RememberedClass;

// Items become late as time goes, though nothing changes in the model.
const LONGEST_MS = 60_000;

/** Remembers what was counted of classes until the model changes, or for a minute. */
export function createRememberedClasses(): RememberedClasses {
  const remembered = new Map<number, RememberedClass & { readonly revision: number }>();
  return (model, classYear, now) => {
    const known = remembered.get(classYear);
    const { revision } = model.columns;
    if (known && known.revision === revision && now - known.now < LONGEST_MS && now >= known.now)
      return known;
    const made = {
      attributes: createClassAttributes(model, now),
      tables: createClassTables(model, classYear),
      now,
      revision,
    };
    // Of classes that nobody has nothing is kept.
    if (model.columns.classYear.includes(classYear)) remembered.set(classYear, made);
    return made;
  };
}
