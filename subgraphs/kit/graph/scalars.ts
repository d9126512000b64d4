import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { DateTimeISOResolver, LocalDateResolver } from 'graphql-scalars';
import { fault } from './graph-errors.ts';

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

function parseDate(value: unknown): string {
  try {
    return LocalDateResolver.parseValue(value);
  } catch {
    // A fault of the table: the gateway knows no scalars, so that only the department can say what is wrong.
    throw fault(
      'BAD_USER_INPUT',
      '日期应为 YYYY-MM-DD，且确有其日。A date is a day that exists, YYYY-MM-DD.',
    );
  }
}

const CalendarDay = new GraphQLScalarType<string, string>({
  name: 'Date',
  serialize: LocalDateResolver.serialize,
  parseValue: parseDate,
  parseLiteral: (node) => parseDate(node.kind === Kind.STRING ? node.value : undefined),
});

/** Resolvers of the contract's scalars: `Date` is `YYYY-MM-DD` text, `DateTime` a JavaScript Date in and RFC 3339 out. */
export const scalars = { Date: CalendarDay, DateTime: DateTimeISOResolver, DepartmentCode };
