import type { Lie } from './serve-world.ts';

const WHOLE = [
  '<html><body>Bad gateway</body></html>',
  '',
  'null',
  '[]',
  '5',
  '"text"',
  '{}',
  '{"data":null}',
  '{"data":[]}',
  '{"data":"text","errors":[]}',
  '{"data":{}}',
  '{"data":{"_entities":null}}',
  '{"data":{"_entities":{}}}',
  '{"data":{"_entities":[[],5,"x",null,{"__typename":5}]}}',
  '{"errors":"text"}',
  '{"data":null,"errors":[{"message":"No.","extensions":{"code":"FORBIDDEN"}}]}',
  `{"data":${'['.repeat(2_000)}${']'.repeat(2_000)}}`,
];
const ERRORS: unknown[] = [
  null,
  'text',
  {},
  5,
  [null],
  ['text'],
  [[]],
  [{}],
  [{ message: 5, path: 'x', extensions: null, locations: 'x' }],
  [{ message: '', path: [{}] }],
  [{ message: 'x', path: ['_entities', 99, 'f0'] }],
  [{ message: 'x', path: ['_entities', 0] }],
  [{ message: 'x', path: ['_entities', '0', 'f0', null] }],
  [{ message: 'x', path: ['f0', 0, 0, 0], extensions: { code: { a: 1 } } }],
  [{ message: 'x', path: ['__proto__', 'constructor'], extensions: [] }],
];
const VALUES: unknown[] = [
  null,
  0,
  -1,
  1.5,
  1e300,
  2 ** 53,
  'text',
  '',
  '5',
  true,
  [],
  {},
  [null],
  [[]],
  [{}],
  { __typename: 'Nobody' },
  { __typename: 5 },
  { __typename: 'Query' },
  { __typename: '__proto__' },
  'Nobody',
  'Alpha',
  'Spot',
  'SECRET',
  'toString',
  'x'.repeat(50_000),
];

/**
 * A liar that numbers choose: now and then the whole answer is something else, mostly some places of it are. The same numbers
 * tell the same lies in the order of the fetches.
 */
export function createLiar(numbers: readonly number[]): Lie {
  let at = 0;
  const pick = (count: number) => (numbers[at++] ?? 0) % count;
  return (_subgraph, answer) => {
    if (at >= numbers.length) return { status: 200, body: JSON.stringify(answer) };
    const luck = pick(16);
    if (luck === 15)
      return {
        status: [200, 500, 404, 302, 204, 200][pick(6)] ?? 200,
        body: WHOLE[pick(WHOLE.length)] ?? '',
      };
    if (luck === 14) {
      const text = JSON.stringify(answer);
      return { status: 200, body: text.slice(0, pick(text.length + 1)) };
    }
    if (luck === 13) return 'reset';
    const copy = JSON.parse(JSON.stringify(answer));
    if (luck >= 11) copy.errors = ERRORS[pick(ERRORS.length)];
    for (let left = 1 + pick(3); left > 0; left--) change(copy.data, pick);
    return { status: 200, body: JSON.stringify(copy) };
  };
}

/** Changes one place of some JSON. */
function change(data: unknown, pick: (count: number) => number): void {
  const places: [Record<string, unknown> | unknown[], string | number][] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      places.push([value as Record<string, unknown>, key]);
      walk((value as Record<string, unknown>)[key]);
    }
  };
  walk(data);
  const place = places[(pick(256) * 256 + pick(256)) % Math.max(places.length, 1)];
  if (place === undefined) return;
  const [holder, key] = place;
  const way = pick(8);
  if (Array.isArray(holder)) {
    if (way === 0) holder.pop();
    else if (way === 1) holder.push(holder[0] ?? null);
    else if (way === 2) holder.reverse();
    else holder[Number(key)] = VALUES[pick(VALUES.length)];
    return;
  }
  if (way === 0) delete holder[key];
  else if (way === 1)
    addKey(
      holder,
      ['__proto__', 'constructor', 'f0', 'id', '__typename', '_alias0_', 'toJSON'][pick(7)] ?? 'x',
    );
  else if (way === 2) holder[key] = [holder[key]];
  else if (way === 3 && '__typename' in holder) holder.__typename = VALUES[pick(VALUES.length)];
  else holder[key] = VALUES[pick(VALUES.length)];
}

function addKey(holder: Record<string, unknown>, key: string): void {
  const value = { polluted: true, __typename: 'Alpha' };
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}
