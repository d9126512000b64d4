import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { type Unfit, unfit } from './unfit.ts';

/** Refuses every field that an export cannot have, by the type that it stands in; null: it has none. */
export function judgeFields(schema: GraphQLSchema, document: DocumentNode): Unfit | null {
  let found: Unfit | null = null;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        found ??= judgeField(types.getParentType()?.name ?? '', name.value);
      },
    }),
  );
  return found;
}

function judgeField(parent: string, field: string): Unfit | null {
  if (parent === 'Query' && field !== 'clearances')
    return unfit(
      `${field} 不能导出。导出的查询只能有 clearances 一个字段；其他字段请另行查询。`,
      `${field} cannot be exported. The only field of an export's query is clearances; ask for the rest in a query of its own.`,
    );
  if (parent === 'ClearanceRowConnection' && field !== 'nodes')
    return unfit(
      `clearances 下的 ${field} 不能导出。请去掉它，把要导出的字段写在 nodes { … } 中。`,
      `${field} of clearances cannot be exported. Leave it out, and write the fields to export in nodes { … }.`,
    );
  if (parent === 'ClearanceRow' && field === 'student')
    return unfit(
      'student 不能导出：它要逐个询问各部门。请去掉它，改用明细自己的字段，例如 departments { code outcome }。',
      'student cannot be exported: it asks the departments about everybody. Leave it out; use the row’s own fields, for example departments { code outcome }.',
    );
  return null;
}
