import { type ConstDirectiveNode, Kind, parse } from 'graphql';

/**
 * The subgraphs that own each field of a supergraph, by their names; none for a field it does not have.
 *
 * @see https://specs.apollo.dev/join/v0.5
 */
export function readFieldDepartments(
  supergraphSdl: string,
): (typeName: string, fieldName: string) => readonly string[] {
  const { definitions } = parse(supergraphSdl, { noLocation: true });
  const names = new Map<string, string>();
  const owners = new Map<string, readonly string[]>();
  for (const node of definitions) {
    if (node.kind !== Kind.ENUM_TYPE_DEFINITION || node.name.value !== 'join__Graph') continue;
    for (const { name, directives = [] } of node.values ?? [])
      names.set(name.value, directives.flatMap((one) => text(one, 'name') ?? [])[0] ?? name.value);
  }
  const graphs = (directives: readonly ConstDirectiveNode[] = [], called: string) =>
    directives
      .filter((one) => one.name.value === called && !isExternal(one))
      .flatMap((one) => names.get(text(one, 'graph') ?? '') ?? []);
  for (const node of definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const ofType = graphs(node.directives, 'join__type');
    for (const field of node.fields ?? []) {
      const ofField = graphs(field.directives, 'join__field');
      owners.set(`${node.name.value}.${field.name.value}`, ofField.length > 0 ? ofField : ofType);
    }
  }
  return (typeName, fieldName) => owners.get(`${typeName}.${fieldName}`) ?? [];
}

function isExternal({ arguments: given = [] }: ConstDirectiveNode): boolean {
  return given.some(
    ({ name, value }) => name.value === 'external' && value.kind === Kind.BOOLEAN && value.value,
  );
}

function text({ arguments: given = [] }: ConstDirectiveNode, wanted: string): string | undefined {
  const value = given.find(({ name }) => name.value === wanted)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}
