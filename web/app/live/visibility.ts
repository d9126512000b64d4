/** Whether somebody may be looking at the page. */
export function isVisible(): boolean {
  return document.visibilityState === 'visible';
}

/** Resolves when the page is looked at; at once where it is, or when `signal` says that nobody waits any more. */
export function whenVisible(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (isVisible() || signal.aborted) return resolve();
    const look = () => {
      if (!isVisible() && !signal.aborted) return;
      document.removeEventListener('visibilitychange', look);
      signal.removeEventListener('abort', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', look);
  });
}

/** Waits; shorter when the page is looked at again, the network is back, or `signal` says so. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
      removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const wake = () => {
      if (isVisible()) end();
    };
    const timer = setTimeout(end, milliseconds);
    document.addEventListener('visibilitychange', wake);
    addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}
