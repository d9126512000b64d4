import { type DirectiveNode, Kind } from 'graphql';

/** Whether `@skip` and `@include` leave a selection in, under the values of the operation's variables, defaults included. */
export function isIncluded(
  directives: readonly DirectiveNode[] = [],
  variables: Readonly<Record<string, unknown>>,
): boolean {
  return directives.every(({ name, arguments: given }) => {
    if (name.value !== 'skip' && name.value !== 'include') return true;
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    const holds =
      value?.kind === Kind.VARIABLE
        ? variables[value.name.value] === true
        : value?.kind === Kind.BOOLEAN && value.value;
    return name.value === 'skip' ? !holds : holds;
  });
}
