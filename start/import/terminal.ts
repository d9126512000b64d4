import type { Listener } from './run-command.ts';

/** Lines go to standard output; progress to standard error, over itself on a terminal and once in two seconds elsewhere. */
export function createTerminal(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream): Listener {
  let shownAt = 0;
  let shown = '';
  return {
    line: (text) => {
      if (stderr.isTTY && shown !== '') stderr.write('\r\x1b[K');
      shown = '';
      stdout.write(`${text}\n`);
    },
    progress: (text) => {
      if (text === shown) return;
      if (stderr.isTTY) stderr.write(`\r\x1b[K${text}`);
      else if (performance.now() - shownAt > 2_000) {
        stderr.write(`${text}\n`);
        shownAt = performance.now();
      }
      shown = text;
    },
  };
}
