import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isNonNullType,
  isObjectType,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { FieldCheck, ObjectCheck, SelfField } from './access-plan.ts';
import { fieldOf } from './field-of.ts';
import { type Holder, needsSelf } from './holder.ts';
import { mayRead, ownerCheckOf } from './may-read.ts';
import type { Owner } from './owners.ts';
import { alwaysNulls, shapeOf } from './place-shape.ts';
import type { Rules } from './rules.ts';
import { type SelectionScope, selectedFields } from './selected-fields.ts';
import { ask, askOn, askOwner, askType, withoutConditions } from './selection-nodes.ts';

/** What an operation is compiled with. */
export interface CompileScope extends SelectionScope {
  readonly rules: Rules;
  readonly owners: ReadonlyMap<string, Owner>;
  readonly holder: Holder;
  /** No response key of the document begins with it. */
  readonly prefix: string;
  /** Root fields that are refused for the values of their arguments, by response key. */
  readonly refusedArguments: ReadonlySet<string>;
}

/** What compiling met on the way. */
export interface Met {
  /** The document to be asked is another than the client's. */
  changed: boolean;
  /** `Type.field`. */
  readonly refused: Set<string>;
  readonly selfFields: SelfField[];
}

/** A selection of one object type, as it is asked and as its answer is checked. */
export interface CompiledObject {
  readonly check: ObjectCheck;
  readonly selections: readonly SelectionNode[];
  readonly looksInside: boolean;
}

interface CompiledField {
  readonly check: FieldCheck;
  readonly asked: FieldNode | null;
  /** The object around it cannot be shown: the way to the refused field. */
  readonly nullsParent: readonly string[] | null;
}

/** A document that would become too large; its limits are far above what the gateway lets in. */
export class PlanTooLarge extends Error {}

const MOST_OBJECTS = 10_000;
const DEEPEST = 200;

/**
 * Compiles selections of a root type: what may be asked of it, and how the answer is checked.
 *
 * @throws PlanTooLarge
 */
export function compileRoot(
  scope: CompileScope,
  root: GraphQLObjectType,
  set: SelectionSetNode,
  met: Met,
): CompiledObject {
  let objects = 0;
  return compileObject(root, [set], false, 0);

  function compileObject(
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    covered: boolean,
    depth: number,
  ): CompiledObject {
    if (++objects > MOST_OBJECTS || depth > DEEPEST) throw new PlanTooLarge();
    const selected = selectedFields(scope, type, sets);
    const compiled = [...selected].map(([key, nodes]) => compileField(type, key, nodes, covered, depth));
    const refusedBelow = compiled.find(({ nullsParent }) => nullsParent !== null)?.nullsParent ?? null;
    if (refusedBelow !== null) {
      const fields = compiled.map(({ check }) => check);
      return { check: { fields, owner: null, refusedBelow }, selections: [], looksInside: true };
    }
    const fields = compiled.map(({ check }) => check);
    const selections: SelectionNode[] = compiled.flatMap(({ asked }) => asked ?? []);
    const owner = ownerCheckOf(scope, type, selected);
    if (owner?.injected) {
      selections.push(askOwner(owner.path, owner.check.keys));
      met.changed = true;
    }
    const looksInside =
      owner !== null || fields.some(({ kind }) => kind !== 'shown') || selections.length === 0;
    return { check: { fields, owner: owner?.check ?? null, refusedBelow: null }, selections, looksInside };
  }

  function compileField(
    type: GraphQLObjectType,
    key: string,
    nodes: readonly FieldNode[],
    covered: boolean,
    depth: number,
  ): CompiledField {
    const [node] = nodes;
    const field = node && fieldOf(scope.schema, type, node.name.value);
    if (!node || !field) throw new PlanTooLarge(`No field ${key}.`);
    const isRoot = type === root;
    const allowed =
      mayRead(scope, type, field, { covered, isRoot }) && !(isRoot && scope.refusedArguments.has(key));
    if (!allowed) {
      met.refused.add(`${type.name}.${field.name}`);
      return refused(key, field, []);
    }
    const rule = scope.rules.ofField(type.name, field.name);
    const bySelf = isRoot && scope.holder === 'student' && rule !== null && needsSelf(rule);
    // Of a valid document all have the same arguments; nothing here leans on that.
    if (bySelf && field.args.length > 0)
      met.selfFields.push(...nodes.map((one) => ({ key, node: one, field })));
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (sets.length === 0)
      return { check: { kind: 'shown', key }, asked: withoutConditions(node), nullsParent: null };
    return compilePlace(key, node, field, sets, { covered: isRoot ? bySelf : covered, depth: depth + 1 });
  }

  function compilePlace(
    key: string,
    node: FieldNode,
    field: GraphQLField<unknown, unknown>,
    sets: readonly SelectionSetNode[],
    { covered, depth }: { covered: boolean; depth: number },
  ): CompiledField {
    const named = getNamedType(field.type);
    const isAbstract = isAbstractType(named);
    const types = isAbstract ? scope.schema.getPossibleTypes(named) : isObjectType(named) ? [named] : [];
    const objects = types.map((type) => ({ type, ...compileObject(type, sets, covered, depth) }));
    const below = objects.map(({ check }) => check.refusedBelow);
    if (below[0] && below.every((path) => path !== null) && alwaysNulls(field.type))
      return refused(key, field, below[0]);
    const looksInside = objects.some((object) => object.looksInside);
    const selections: SelectionNode[] = isAbstract
      ? objects.filter((one) => one.selections.length > 0).map((one) => askOn(one.type.name, one.selections))
      : objects.flatMap((one) => one.selections);
    const typeKey = isAbstract && looksInside ? `${scope.prefix}type` : null;
    const mustTell = typeKey !== null || selections.length === 0;
    if (mustTell) {
      selections.unshift(askType(`${scope.prefix}type`));
      met.changed = true;
    }
    const asked = ask(node, selections);
    if (!looksInside && !mustTell) return { check: { kind: 'shown', key }, asked, nullsParent: null };
    const byType = new Map(objects.map(({ type, check }) => [type.name, check]));
    const place = { byType, typeKey };
    return { check: { kind: 'checked', key, place, shape: shapeOf(field.type) }, asked, nullsParent: null };
  }

  function refused(
    key: string,
    field: GraphQLField<unknown, unknown>,
    below: readonly string[],
  ): CompiledField {
    met.changed = true;
    const errorPath = [key, ...below];
    const nullsParent = isNonNullType(field.type) ? errorPath : null;
    return { check: { kind: 'refused', key, errorPath }, asked: null, nullsParent };
  }
}
