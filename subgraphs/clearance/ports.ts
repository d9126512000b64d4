import { randomBytes, randomUUID } from 'node:crypto';
import type { ExportSettings } from './exports/export-settings.ts';
import type { FormKeys } from './form/form-keys.ts';
import { passingFormKeys } from './form/open-form-keys.ts';
import { createInProcessLock } from './lock/in-process-lock.ts';
import type { SubmissionLock } from './lock/lock.ts';
import type { AddressOf } from './reads/fresh-reads.ts';
import type { ReportSettings } from './reports/report-ports.ts';
import type { Monotonic } from './submission/deadline.ts';
import { toSerial } from './submission/serial.ts';
import type { AtStep } from './submission/steps.ts';

/** Who signs forms, and where people check them. */
export interface FormIssuer {
  readonly keys: FormKeys;
  /** `iss` of the claim. */
  readonly issuer: string;
  /** Where people reach the pages, without a slash at its end. */
  readonly publicUrl: string;
}

/** What the clearance subgraph needs from outside beside what every subgraph gets. */
export interface ClearancePorts {
  /** Where the departments and the registry are, for fresh reads. */
  readonly addressOf: AddressOf;
  readonly lock: SubmissionLock;
  readonly forms: FormIssuer;
  /** How the read model of the reports is fed; null: it is not. */
  readonly reports: ReportSettings | null;
  /** What people may export; null: the usual, and this process writes none. */
  readonly exports: ExportSettings | null;
  readonly at: AtStep;
  readonly elapsed: Monotonic;
  readonly newSerial: () => string;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  /** Told the name of what went wrong, never a value. */
  readonly onTrouble: (trouble: Error) => void;
}

/**
 * Ports of a graph in one process that knows no department: nothing can be submitted until `addressOf` is given; forms
 * are signed with a demonstration key that nobody else knows.
 */
export function defaultPorts(): ClearancePorts {
  const elapsed = () => performance.now();
  const publicUrl = 'http://127.0.0.1:4000';
  return {
    addressOf: () => undefined,
    lock: createInProcessLock(elapsed),
    forms: { keys: passingFormKeys(), issuer: publicUrl, publicUrl },
    reports: null,
    exports: null,
    at: () => {},
    elapsed,
    newSerial: () => toSerial(randomBytes(16)),
    random: () => randomBytes(1).readUInt8() / 256,
    onTrouble: () => {},
  };
}

/** A lock's token: unguessable, never twice. */
export function newToken(): string {
  return randomUUID();
}
