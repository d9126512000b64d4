import { readdirSync } from 'node:fs';

// npm run bench -- NAME [ARGUMENTS]: runs bench/NAME.ts, which exports `bench(arguments)`.

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'main.ts')
  .map((file) => file.slice(0, -3));
const [name = '', ...args] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(
    `没有名为 "${name}" 的测量。There is no figure called "${name}"; there are: ${names.join(', ')}`,
  );
  process.exit(2);
}
const { bench } = await import(`./${name}.ts`);
await bench(args);
