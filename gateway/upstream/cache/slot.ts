import type { Representation } from '../settle-answer.ts';
import { type Group, groupOf, type Slot } from './cached-value.ts';

/**
 * The place of a value. The texts that name it are made when somebody asks: a look in this process needs none, and to
 * make and hash them for each of thousands of entities costs more than the look does.
 *
 * @param inputs the whole representation where it holds more than a type name and an id; else null
 */
export function slotOf(
  subgraph: string,
  student: string,
  selection: string,
  inputs: Representation | null,
): Slot {
  return new LateSlot(new LateGroup(subgraph, student), selection, inputs);
}

// Classes, since getters of object literals would be made anew for each of them.
class LateGroup implements Group {
  readonly subgraph: string;
  readonly student: string;

  constructor(subgraph: string, student: string) {
    this.subgraph = subgraph;
    this.student = student;
  }

  get id(): string {
    return groupOf(this.subgraph, this.student).id;
  }
}

class LateSlot implements Slot {
  readonly group: Group;
  readonly selection: string;
  readonly inputs: Representation | null;

  constructor(group: Group, selection: string, inputs: Representation | null) {
    this.group = group;
    this.selection = selection;
    this.inputs = inputs;
  }

  get field(): string {
    return this.inputs === null ? this.selection : this.selection + JSON.stringify(this.inputs);
  }
}
