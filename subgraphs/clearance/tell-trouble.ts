/** Prints what went wrong, its name and code and never a value, as a line of JSON on standard error. */
export function tellTrouble({ name, cause }: Error): void {
  const code = (cause as { code?: unknown } | undefined)?.code ?? null;
  console.error(JSON.stringify({ trouble: name, code }));
}
