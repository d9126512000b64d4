/** What is remembered of a person: never a role that somebody gave them. */
export interface RoleMemory {
  readonly student: boolean;
  /** Whether they had a role when they were last asked about. */
  readonly hasGrant: boolean;
  readonly readAt: number;
  /** When they were last seen with a role; null: not that we remember. */
  readonly grantSeenAt: number | null;
}

/** People who were asked about, a bounded number of them. */
export interface RoleMemories {
  readonly of: (sub: string) => RoleMemory | undefined;
  readonly keep: (sub: string, read: Pick<RoleMemory, 'student' | 'hasGrant' | 'readAt'>) => void;
}

/** Remembers so many people; who was asked about longest ago is forgotten first. */
export function createRoleMemories(most: number): RoleMemories {
  const known = new Map<string, RoleMemory>();
  return {
    of: (sub) => known.get(sub),
    keep: (sub, read) => {
      const grantSeenAt = read.hasGrant ? read.readAt : (known.get(sub)?.grantSeenAt ?? null);
      known.delete(sub);
      const oldest = known.size >= most ? known.keys().next().value : undefined;
      if (oldest !== undefined) known.delete(oldest);
      known.set(sub, { ...read, grantSeenAt });
    },
  };
}
