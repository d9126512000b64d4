import { type InterfaceTypeDefinitionNode, Kind, print } from 'graphql';
import { contractInterfaces } from '../linter/contract.ts';
import { type Finding, placeOf, type Rule } from '../linter/finding.ts';

/** DepartmentClearance and Problem, wherever a subgraph declares them, have exactly the contract's fields and types. */
export const interfacesMatchContract: Rule = (subgraphs) =>
  subgraphs.flatMap(({ document }) =>
    document.definitions
      .filter((node) => node.kind === Kind.INTERFACE_TYPE_DEFINITION)
      .flatMap(checkInterface),
  );

function checkInterface(node: InterfaceTypeDefinitionNode): Finding[] {
  const contract = Object.entries(contractInterfaces).find(([name]) => name === node.name.value);
  if (!contract) return [];
  const wanted = Object.entries(contract[1]).map(([name, type]) => `${name}: ${type}`);
  const written = (node.fields ?? []).map(({ name, type }) => `${name.value}: ${print(type)}`);
  const missing = wanted.filter((line) => !written.includes(line));
  const extra = written.filter((line) => !wanted.includes(line));
  if (missing.length === 0 && extra.length === 0) return [];
  return [
    {
      rule: 'interfaces-match-contract',
      at: placeOf(node),
      found: `interface ${node.name.value} ${differences(missing, extra)}.`,
      cure: `Declare it with ${wanted.join(', ')}.`,
    },
  ];
}

function differences(missing: readonly string[], extra: readonly string[]): string {
  const lacks = missing.length > 0 ? [`lacks ${missing.join(', ')}`] : [];
  const adds = extra.length > 0 ? [`adds ${extra.join(', ')}`] : [];
  return [...lacks, ...adds].join(' and ');
}
