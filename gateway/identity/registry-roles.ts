import { createAskRegistry, type RegistryAnswer, type RegistryQuestion } from './registry-roles-answer.ts';
import { orderRoles, type RolesOf, type RolesRead } from './role-directory.ts';
import { createRoleMemories, type RoleMemory } from './role-memory.ts';
import { createSharedQuestions } from './shared-questions.ts';

/** What the directory works with. */
export interface RegistryRolesOptions extends Omit<RegistryQuestion, 'deadlineMs'> {
  /** A monotonic clock, milliseconds. */
  readonly elapsed: () => number;
  /** Told how each question was answered: for counts. */
  readonly onRead?: (how: 'asked' | 'remembered' | 'unavailable') => void;
  /** Tests choose other times than `ROLE_TIMES`. */
  readonly times?: Partial<typeof ROLE_TIMES>;
}

/** The directory, and how to end its connections. */
export interface RegistryRoles {
  readonly rolesOf: RolesOf;
  readonly close: () => Promise<void>;
}

/** Milliseconds. */
export const ROLE_TIMES = {
  /** One question, from asking to the last byte. */
  deadlineMs: 500,
  /** That nobody gave a person a role is believed for so long. */
  noGrantMs: 2_000,
  /** Of who had a role within so long nothing is believed. */
  hadGrantMs: 60_000,
  /** While the registry gives no answer, that a person had no role is believed for so long. */
  outageMs: 600_000,
  /** After a question without an answer, whoever can be answered from memory is, for so long. */
  troubleMs: 1_000,
};

const MOST_REMEMBERED = 50_000;
const MOST_QUESTIONS = 1_000;

/**
 * Roles as the registry has them.
 *
 * Whoever has a role, and whoever is no student, is asked about at every request, so that a grant and a revocation hold from
 * the next request on; the many students who have none are asked about every 2 s. When the registry cannot answer, these may go on for 10 minutes as what
 * they were, and nobody may act in a role that somebody gave them.
 */
export function createRegistryRoles(options: RegistryRolesOptions): RegistryRoles {
  const { elapsed, onRead = () => {} } = options;
  const times = { ...ROLE_TIMES, ...options.times };
  const registry = createAskRegistry({ ...options, deadlineMs: times.deadlineMs });
  const memories = createRoleMemories(MOST_REMEMBERED);
  let failedAt = Number.NEGATIVE_INFINITY;
  const ask = async (sub: string): Promise<RegistryAnswer | null> => {
    const answer = await registry.ask(sub);
    if (answer === null) failedAt = elapsed();
    else
      memories.keep(sub, { student: answer.student, hasGrant: answer.granted.length > 0, readAt: elapsed() });
    return answer;
  };
  const questions = createSharedQuestions(ask, MOST_QUESTIONS, null);

  const rolesOf = async (sub: string): Promise<RolesRead> => {
    const known = memories.of(sub);
    const at = elapsed();
    const isNear = (when: number | null | undefined, ms: number) => when != null && at - when < ms;
    const hadGrant = known?.hasGrant || isNear(known?.grantSeenAt, times.hadGrantMs);
    // Who is no student may have come for a role that is being given just now.
    const isBelieved = known?.student && !hadGrant;
    const believed = isBelieved ? known : null;
    if (believed && isNear(believed.readAt, times.noGrantMs)) return remembered(believed);
    const lasts = isNear(believed?.readAt, times.outageMs);
    // The slow registry of a peak day is not waited for by everybody, each time.
    if (believed && lasts && isNear(failedAt, times.troubleMs)) return remembered(believed);
    const answer = await (known && !isBelieved ? questions.anew(sub) : questions.joined(sub));
    if (answer !== null) {
      onRead('asked');
      return rolesFrom(answer);
    }
    if (believed && lasts) return remembered(believed);
    onRead('unavailable');
    return { kind: 'unavailable' };
  };
  function remembered({ student }: RoleMemory): RolesRead {
    onRead('remembered');
    return rolesFrom({ granted: [], student });
  }
  return { rolesOf, close: registry.close };
}

function rolesFrom({ granted, student }: RegistryAnswer): RolesRead {
  return { kind: 'roles', roles: orderRoles(student ? [...granted, 'student'] : granted) };
}
