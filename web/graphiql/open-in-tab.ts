import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';

/** What a tab asks. */
export interface TabContent {
  readonly document: string;
  /** A JSON object as text; null: none. */
  readonly variables: string | null;
}

/** Opens a query in a tab of its own; null until the editors are there. */
export function useOpenInTab(): ((content: TabContent) => void) | null {
  const { addTab } = useGraphiQLActions();
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  if (queryEditor === undefined || variableEditor === undefined) return null;
  return ({ document, variables }) => {
    // A tab that nothing was written in is as good as a new one.
    if (queryEditor.getValue().trim() !== '') addTab();
    queryEditor.setValue(document);
    variableEditor.setValue(variables ?? '');
  };
}

/** What the tab in front asks; null until the editors are there. */
export function useTabInFront(): (() => TabContent) | null {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  if (queryEditor === undefined || variableEditor === undefined) return null;
  return () => ({
    document: queryEditor.getValue(),
    variables: variableEditor.getValue().trim() === '' ? null : variableEditor.getValue(),
  });
}
