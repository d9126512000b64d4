/** Whether another retry may be made; every call earns a share of one. */
export interface RetryAllowance {
  readonly earn: () => void;
  /** Takes one retry, if there is one. */
  readonly spend: () => boolean;
}

/**
 * A token bucket of retries, full at the beginning: when everything fails, retries add `share` to the load and no more,
 * so that they never keep a department down that is coming back.
 */
export function createRetryAllowance(share: number, most: number): RetryAllowance {
  let saved = most;
  return {
    earn: () => {
      saved = Math.min(most, saved + share);
    },
    spend: () => {
      if (saved < 1) return false;
      saved -= 1;
      return true;
    },
  };
}
