import { type DocumentNode, Kind, type ValueNode, visit } from 'graphql';
import { isRecord } from '../check-answer.ts';
import type { AskCall } from './ask-call.ts';
import type { EntityCache } from './entity-cache.ts';

/**
 * Forgets the students that a mutation named in `studentId`, alone or in an input, by variables or in its text, and a
 * student who called it: whoever changed something must not be shown what was before, although the department's event
 * is still on its way. A mutation that failed may have been done, too. What a mutation does to somebody whom it names
 * otherwise, the event tells.
 */
export async function forgetAfterMutation(
  subgraph: string,
  call: AskCall,
  cache: EntityCache,
): Promise<void> {
  const { variables = {}, viewer } = call;
  const inputs = [variables, ...Object.values(variables).filter(isRecord)];
  const named = inputs.flatMap(({ studentId }) => (typeof studentId === 'string' ? [studentId] : []));
  const caller = viewer.kind === 'person' && viewer.role === 'student' ? [viewer.sub] : [];
  const students = new Set([...named, ...writtenIn(call.document), ...caller]);
  // No version: the department alone knows the new one.
  await Promise.all(
    [...students].map((studentId) => cache.invalidate({ subgraph, studentId, version: 'unknown' })),
  );
}

/** The students whom the text itself names. */
function writtenIn(document: DocumentNode): string[] {
  const found: string[] = [];
  const look = ({
    name,
    value,
  }: {
    readonly name: { readonly value: string };
    readonly value: ValueNode;
  }) => {
    const isNumber = value.kind === Kind.STRING || value.kind === Kind.INT;
    if (name.value === 'studentId' && isNumber) found.push(value.value);
  };
  visit(document, { Argument: look, ObjectField: look });
  return found;
}
