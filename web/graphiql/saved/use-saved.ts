import { useEffect, useState } from 'react';
import type { Told } from '../../app/graph/told.ts';
import { savedTexts } from '../../texts/graphiql.ts';
import { type Bilingual, fill, type Lang, say } from '../../texts/language.ts';
import type { TabContent } from '../open-in-tab.ts';
import { change, readSaved, remove, type Saved, save } from './saved-client.ts';

/** The caller's saved queries, and what can be done with them. */
export interface SavedQueries {
  /** Null: being read. */
  readonly list: readonly Saved[] | null;
  /** There are more than are listed. */
  readonly more: boolean;
  /** What became of what was last done; empty: nothing was. */
  readonly notice: string;
  /** Whether it was done. */
  readonly save: (name: string, content: TabContent) => Promise<boolean>;
  readonly rename: (saved: Saved, name: string) => Promise<boolean>;
  readonly replace: (saved: Saved, content: TabContent) => Promise<boolean>;
  readonly remove: (saved: Saved) => Promise<boolean>;
  readonly say: (sentence: string) => void;
}

/** Reads the list when it is first shown, and again after each change, since another window may have changed it, too. */
export function useSaved(lang: Lang): SavedQueries {
  const [list, setList] = useState<readonly Saved[] | null>(null);
  const [more, setMore] = useState(false);
  const [notice, setNotice] = useState('');
  const read = async () => {
    const answer = await readSaved();
    if (answer.kind === 'not-done') setNotice(say(lang, answer.why));
    setList((last) => (answer.kind === 'done' ? answer.value.list : (last ?? [])));
    setMore(answer.kind === 'done' && answer.value.more);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is first shown
  useEffect(() => {
    void read();
  }, []);
  const tell = async (doing: Promise<Told<unknown>>, sentence: Bilingual, name: string) => {
    const answer = await doing;
    if (answer.kind === 'done') await read();
    setNotice(answer.kind === 'done' ? fill(lang, sentence, { name }) : say(lang, answer.why));
    return answer.kind === 'done';
  };
  return {
    list,
    more,
    notice,
    save: (name, content) => tell(save({ name, ...content }), savedTexts.saved, name),
    rename: ({ id }, name) => tell(change({ id, name }), savedTexts.renamed, name),
    replace: ({ id, name }, content) => tell(change({ id, ...content }), savedTexts.replaced, name),
    remove: ({ id, name }) => tell(remove(id), savedTexts.removed, name),
    say: setNotice,
  };
}
