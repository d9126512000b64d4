/** SDL that breaks one rule in exactly one place: what the finding must say, and where. */
export interface Breach {
  readonly rule: string;
  readonly claim: string;
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly at: string;
  readonly found: string;
}
