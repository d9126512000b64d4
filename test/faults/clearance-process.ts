import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { runClearance } from '../../subgraphs/clearance/run-clearance.ts';
import type { SubmitStep } from '../../subgraphs/clearance/submission/steps.ts';
import type { ArmCommand } from './arm-command.ts';

// node test/faults/clearance-process.ts: the clearance subgraph as it is, in a process that can be told, at an address
// it prints, to kill or stop itself the next time a submission is at a step. Nothing else differs from its main.ts.

let armed: ArmCommand | null = null;

const control = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  armed = JSON.parse(Buffer.concat(chunks).toString()) as ArmCommand;
  response.end();
}).listen(0, '127.0.0.1', () => {
  console.log(`controlled at http://127.0.0.1:${(control.address() as AddressInfo).port}`);
});
control.unref();

async function at(step: SubmitStep): Promise<void> {
  if (armed?.step !== step) return;
  const { signal } = armed;
  armed = null;
  // The statement has been handed to the driver; a few turns of the loop later its bytes are on their way.
  if (step === 'commit-sent') for (let turns = 0; turns < 5; turns++) await turn();
  process.kill(process.pid, signal);
}

await runClearance(process.env, { at });
