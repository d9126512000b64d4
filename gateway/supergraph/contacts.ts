import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

/** Who answers for a subgraph, as errors name them. */
export interface Contact {
  readonly name: { readonly zh: string; readonly en: string };
  /** As the guide prints it, most specific first; undefined where it names none. */
  readonly phone: string | undefined;
}

/** The contact of a subgraph by its name in the supergraph; undefined where nobody is named. */
export type Contacts = (subgraph: string) => Contact | undefined;

/** Contacts, and a sentence for the log where the file could not be used. */
export interface ContactsRead {
  readonly contacts: Contacts;
  readonly fault: string | null;
}

const unit = z.object({
  unitName: z.object({ zh: z.string().min(1), en: z.string().min(1) }),
  phones: z.array(z.string()).default([]),
});
const profile = z.object({ units: z.record(z.string(), unit) });

/**
 * Reads `units` of a profile (YAML), the rest of which is not the gateway's business. Never fails: without the file,
 * errors simply name nobody. `file` null: no profile, no fault.
 */
export async function readContacts(file: string | null): Promise<ContactsRead> {
  if (file === null) return { contacts: () => undefined, fault: null };
  try {
    const { units } = profile.parse(parse(await readFile(file, 'utf8')));
    const found = new Map(
      Object.entries(units).map(([name, { unitName, phones }]) => [
        name,
        { name: unitName, phone: phones[0] },
      ]),
    );
    return { contacts: (subgraph) => found.get(subgraph), fault: null };
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String((error as Error).message);
    return { contacts: () => undefined, fault: `No contacts from ${file}: ${reason}` };
  }
}
