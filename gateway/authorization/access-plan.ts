import type { DocumentNode, FieldNode, GraphQLField } from 'graphql';

/** Why an owner is looked at: a student may read only their own, a look-up by staff is told to the audit log. */
export type OwnerPurpose = 'compare' | 'audit';

/** Where an answered object says whose it is. */
export interface OwnerCheck {
  readonly purpose: OwnerPurpose;
  /** Response keys, from the object down. */
  readonly keys: readonly string[];
  readonly optional: boolean;
}

/** What becomes of one response key of an answered object. */
export type FieldCheck =
  /** Shown as it was answered. */
  | { readonly kind: 'shown'; readonly key: string }
  /** Not asked for: null, with an error whose path goes on from the object by `errorPath`. */
  | { readonly kind: 'refused'; readonly key: string; readonly errorPath: readonly string[] }
  /** Looked into. */
  | {
      readonly kind: 'checked';
      readonly key: string;
      readonly place: Place;
      readonly shape: Shape;
    };

/** What is done with an answered object. */
export interface ObjectCheck {
  /** In document order. */
  readonly fields: readonly FieldCheck[];
  readonly owner: OwnerCheck | null;
  /** A refused field under it cannot be null, so it is null itself, with an error at this path below it. */
  readonly refusedBelow: readonly string[] | null;
}

/** The objects that may stand at one place of an answer. */
export interface Place {
  readonly byType: ReadonlyMap<string, ObjectCheck>;
  /** Response key of the object's type; null where only one type is possible. */
  readonly typeKey: string | null;
}

/** Lists and nulls around the objects of a place. */
export interface Shape {
  readonly nullable: boolean;
  /** The shape of the items; null: no list. */
  readonly items: Shape | null;
}

/** A root field that a student may only ask of themselves. */
export interface SelfField {
  readonly key: string;
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
}

/** How one operation is asked and answered for one kind of holder. */
export interface AccessPlan {
  /** What is left to be asked; null: nothing. */
  readonly document: DocumentNode | null;
  /** SHA-256 of its text, hex; null: the document is the client's own. */
  readonly documentHash: string | null;
  /** Names of the variables that it uses; null: all. */
  readonly variables: ReadonlySet<string> | null;
  readonly root: ObjectCheck;
  /** The root type's name, for an operation of which only `__typename` is left. */
  readonly rootType: string;
  /** What response keys that no client asked for begin with. */
  readonly prefix: string;
  /** Whether the answer must be looked into at all. */
  readonly looksInside: boolean;
  readonly selfFields: readonly SelfField[];
  /** `Type.field` of what was refused before anything is asked, each once. */
  readonly refused: readonly string[];
  /** Response keys at the root among them. */
  readonly refusedRoots: readonly string[];
  /** Names of the root fields by response key. */
  readonly rootFields: ReadonlyMap<string, string>;
}
