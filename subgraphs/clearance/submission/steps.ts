/** The places in the protocol at which a process may be killed or stopped without anything untrue being said. */
export const submitSteps = [
  'locked',
  'claimed',
  'read-1',
  'read-2',
  'before-commit',
  'commit-sent',
  'committed',
] as const;

/** One of these places. */
export type SubmitStep = (typeof submitSteps)[number];

/** Called at each step and awaited; does nothing in production, kills or stops the process in fault tests. */
export type AtStep = (step: SubmitStep) => void | Promise<void>;
