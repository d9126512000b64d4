import { expect, it } from 'vitest';
import { createAskInBatches } from '../../../gateway/upstream/batch/ask-in-batches.ts';
import { defaultBatchBounds } from '../../../gateway/upstream/batch/batch-bounds.ts';
import type { DepartmentCall } from '../../../gateway/upstream/department-client.ts';
import { questionFor, student } from './kit/callers.ts';

it('passes what is thrown below on to everybody who waits, and works on', async () => {
  let isBroken = true;
  const sent: DepartmentCall[] = [];
  const send = async (call: DepartmentCall) => {
    sent.push(call);
    if (isBroken) throw new Error('a bug');
    return { kind: 'answered', body: { data: { _entities: [null, null] } } } as const;
  };
  const ask = createAskInBatches({ send }, { bounds: defaultBatchBounds });
  const both = () => ['S1', 'S2'].map((id) => ask(...questionFor([student(id)])));
  const outcomes = await Promise.allSettled(both());
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isBroken = false;
  expect((await Promise.all(both())).map(({ failure }) => failure)).toEqual([null, null]);
  expect(sent).toHaveLength(2);
});
