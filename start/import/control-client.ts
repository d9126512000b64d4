import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { ControlAddress } from '../../subgraphs/kit/database/directory-lock.ts';
import type { ExitStatus, TransferCommand, TransferMessage } from './command.ts';
import type { Listener } from './run-command.ts';

/** Hands a command to the process that holds the database, and repeats what it says. */
export async function sendCommand(
  { url, secret }: ControlAddress,
  command: TransferCommand,
  { line, progress }: Listener,
): Promise<ExitStatus> {
  const response = await fetch(`${url}/transfer`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(command),
  });
  if (response.status === 503) {
    line('服务正在启动，请稍后重试。The graph is still starting; try again in a moment.');
    return 1;
  }
  if (!response.ok || !response.body) {
    line(`运行中的服务拒绝了命令。The running graph refused the command (${response.status}).`);
    return 1;
  }
  for await (const text of createInterface({ input: Readable.fromWeb(response.body as ReadableStream) })) {
    const message = JSON.parse(text) as TransferMessage;
    if (message.kind === 'end') return message.status;
    if (message.kind === 'line') line(message.text);
    else progress(message.text);
  }
  line(
    '运行中的服务中断了；重新执行同一命令即可继续。The running graph went away; the same command takes it up again.',
  );
  return 1;
}
