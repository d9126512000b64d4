import type { ClassRule } from '../kit/service/profile-schema.ts';

/**
 * The rule of a student's class: which departments it requires and when it may submit.
 *
 * @returns the first configured rule that fits, or null: not on a roster, or a class that nobody configured
 */
export function classRuleOf(
  rules: readonly ClassRule[],
  classYear: number | null,
  leaveType: string | null,
): ClassRule | null {
  if (classYear === null) return null;
  const fits = (rule: ClassRule) =>
    rule.classYear === classYear &&
    (rule.leaveTypes === undefined || (leaveType !== null && rule.leaveTypes.includes(leaveType)));
  return rules.find(fits) ?? null;
}

/** Whether the class may submit at an instant; a missing bound is open. */
export function isWindowOpen({ opensAt, closesAt }: ClassRule, now: Date): boolean {
  const instant = now.getTime();
  return (
    (opensAt === null || Date.parse(opensAt) <= instant) &&
    (closesAt === null || instant < Date.parse(closesAt))
  );
}
