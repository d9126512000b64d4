import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { DateTimeISOResolver, LocalDateResolver } from 'graphql-scalars';

const CODE = /^[a-z][a-z0-9-]{0,31}$/;

function parseCode(value: unknown): string {
  if (typeof value === 'string' && CODE.test(value)) return value;
  throw new GraphQLError('DepartmentCode is 1 to 32 lower-case letters, digits and hyphens, e.g. library');
}

const DepartmentCode = new GraphQLScalarType({
  name: 'DepartmentCode',
  serialize: parseCode,
  parseValue: parseCode,
  parseLiteral: (node) => parseCode(node.kind === Kind.STRING ? node.value : undefined),
});

/** Resolvers of the contract's scalars: `Date` is `YYYY-MM-DD` text, `DateTime` a JavaScript Date in and RFC 3339 out. */
export const scalars = { Date: LocalDateResolver, DateTime: DateTimeISOResolver, DepartmentCode };
