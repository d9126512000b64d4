import type { Bilingual } from '../texts/language.ts';
import type { Shown } from '../texts/outcome.ts';
import type { ClearanceStudent, PhoneNumber, Reason, Site } from './graph-types.ts';

/** A department's item in short: for the list at the top, and for saying what stands in the way. */
export interface Standing {
  readonly code: string;
  readonly shown: Shown;
  readonly unitName: Bilingual;
  readonly phones: readonly PhoneNumber[];
  readonly reasons: readonly Reason[];
}

/** That a department could not be asked, from `errors[].extensions` of the graph's answer. */
export interface DepartmentFault {
  readonly department: string;
  readonly unitName: Bilingual | null;
  readonly phone: string | null;
}

const asked = ['library', 'archives', 'apartment', 'finance'] as const;

/**
 * How each department that the class requires stands, in the order of the page. A department that gave no answer is DOWN;
 * one that this page does not know how to ask is UNKNOWN: neither ever counts as a pass.
 */
export function standingsOf(
  student: ClearanceStudent,
  site: Pick<Site, 'departments'> | null,
  faults: readonly DepartmentFault[] = [],
): Standing[] {
  const codes = student.requiredDepartments ?? site?.departments.map(({ code }) => code) ?? asked;
  return codes.map((code) => {
    const unit = site?.departments.find((department) => department.code === code);
    const item = itemOf(student, code);
    if (item) {
      const { contact, outcome, reasons } = item;
      return { code, shown: outcome, unitName: contact.unitName, phones: contact.phones, reasons };
    }
    const fault = faults.find(({ department }) => department === code);
    return {
      code,
      shown: item === null ? 'DOWN' : 'UNKNOWN',
      unitName: unit?.unitName ?? fault?.unitName ?? { zh: code, en: code },
      phones: unit?.phones ?? (fault?.phone ? [{ display: fault.phone, uri: `tel:${fault.phone}` }] : []),
      reasons: [],
    };
  });
}

/** Null: the department did not answer; undefined: this page does not ask it. */
function itemOf(student: ClearanceStudent, code: string) {
  const known = asked.find((name) => name === code);
  return known && student[known];
}

/** Whether every one of them passes; false where there is none. */
export function allPass(standings: readonly Standing[]): boolean {
  return standings.length > 0 && standings.every(({ shown }) => shown === 'PASSED');
}
