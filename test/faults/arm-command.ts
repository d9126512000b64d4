import type { SubmitStep } from '../../subgraphs/clearance/submission/steps.ts';

/** What a serving process of the tests is told: end or stand still the next time a submission is at a step. */
export interface ArmCommand {
  readonly step: SubmitStep;
  readonly signal: 'SIGKILL' | 'SIGSTOP';
}
