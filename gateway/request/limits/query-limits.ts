/** What one document may ask for. Every count takes fragments as often as they are spread. */
export interface QueryLimits {
  /** Characters of a free-form text. */
  readonly characters: number;
  /** Tokens of a free-form text, as the lexer of GraphQL counts them, without comments. */
  readonly tokens: number;
  /** Levels of `{`, `(` and `[`; so many calls deep goes the parser. */
  readonly brackets: number;
  /** Fields below each other; introspection as tools write it has 13. */
  readonly depth: number;
  readonly aliases: number;
  /** Different results at the root of an operation. */
  readonly rootFields: number;
  readonly directives: number;
  readonly fields: number;
  /** Fields that an answer may hold: each field once for each row it is in. Trusted documents have this limit, too. */
  readonly cost: number;
  /** Rows that a list without `first` is taken to have. */
  readonly rowsOfList: number;
}

/**
 * What holds unless the configuration says otherwise: at least twice what any page asks for, introspection as tools write it,
 * and 250 students with all that is said of their departments. Validation compares fields pairwise, so `fields` bounds
 * its work.
 */
export const defaultQueryLimits: QueryLimits = {
  characters: 32 * 1024,
  tokens: 1_000,
  brackets: 40,
  depth: 16,
  aliases: 50,
  rootFields: 15,
  directives: 30,
  fields: 500,
  cost: 100_000,
  rowsOfList: 5,
};
