import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { newKeyText, newRingText, parseKeyKind } from './new-key.ts';

// npm run new-key -- form|service|cache FILE: a key file for production; for `form`, an existing file is rotated.

const [word, file, ...rest] = process.argv.slice(2);
const kind = parseKeyKind(word);
if (kind === null || file === undefined || rest.length > 0) {
  console.error('npm run new-key -- form|service|cache FILE');
  process.exit(2);
}
try {
  if (existsSync(file)) {
    const next = newRingText(kind, file);
    if (next.kind === 'refused') throw new Error(next.reason);
    // Whatever happens, either the old keys are there or all of them.
    const draft = `${file}.${process.pid}.tmp`;
    writeFileSync(draft, next.text, { mode: 0o600, flag: 'wx', flush: true });
    renameSync(draft, file);
    console.log(
      `新密钥已置于首位，旧密钥保留用于验证。 ${file}: a new key signs from now on, the old ones verify.`,
    );
  } else {
    writeFileSync(file, newKeyText(kind), { mode: 0o600, flag: 'wx' });
    console.log(`已生成。 ${file} was written; keep it secret, and keep a copy.`);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
