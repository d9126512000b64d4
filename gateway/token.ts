import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDevKey } from './identity/dev-key.ts';
import { signDevToken } from './identity/dev-token.ts';
import { isSubject, parseRole, roleNames } from './identity/roles.ts';

// Prints a development token and nothing else: npm run --silent token -- --role student --sub TS2020S1

const USAGE = 'Usage: npm run --silent token -- --role ROLE --sub NUMBER';

if (process.env.NODE_ENV === 'production')
  refuse('Development tokens are for development; this is refused with NODE_ENV=production.');
const given = readArguments();
const role = parseRole(given.role);
if (role === null) refuse(`"${given.role ?? ''}" is no role. Roles: ${roleNames.join(', ')}. ${USAGE}`);
const { sub } = given;
if (!isSubject(sub))
  refuse(`"${sub ?? ''}" cannot be a --sub: 1 to 64 letters, digits, ".", "_", "@" or "-". ${USAGE}`);
const key = await ensureDevKey(resolve(process.env.DATA_DIR || '.data'), randomUUID);
console.log(await signDevToken({ sub, role }, key, new Date()));

function readArguments(): { role?: string | undefined; sub?: string | undefined } {
  try {
    return parseArgs({ options: { role: { type: 'string' }, sub: { type: 'string' } } }).values;
  } catch (error) {
    return refuse(`${(error as Error).message} ${USAGE}`);
  }
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}
