import { type FormEvent, type ReactElement, useState } from 'react';
import { session } from '../../app/session.ts';
import { useLang } from '../../app/shell/use-lang.ts';
import { useStore } from '../../app/use-store.ts';
import { graphiqlTexts, savedTexts } from '../../texts/graphiql.ts';
import { type Lang, say } from '../../texts/language.ts';
import { useTabInFront } from '../open-in-tab.ts';
import { SavedItem } from './saved-item.tsx';
import { type SavedQueries, useSaved } from './use-saved.ts';

const ROLES: readonly (string | null)[] = ['analyst', 'integrator'];

/** 我的查询: for whoever may save. */
export function SavedPanel(): ReactElement {
  const lang = useLang();
  const who = useStore(session);
  const isPerson = who.kind === 'person';
  return (
    <section className="side-panel" aria-labelledby="saved-heading">
      <h2 id="saved-heading">{say(lang, savedTexts.heading)}</h2>
      {isPerson && ROLES.includes(who.role) ? (
        <OwnQueries lang={lang} />
      ) : (
        <p>{say(lang, isPerson ? graphiqlTexts.otherRole : graphiqlTexts.needLogin)}</p>
      )}
    </section>
  );
}

function OwnQueries({ lang }: { lang: Lang }): ReactElement {
  const saved = useSaved(lang);
  const { list, more, notice } = saved;
  return (
    <>
      <SaveForm lang={lang} saved={saved} />
      <p role="status" className="side-notice">
        {notice}
      </p>
      {list === null && <p>{say(lang, savedTexts.reading)}</p>}
      {list?.length === 0 && <p>{say(lang, savedTexts.empty)}</p>}
      <ul>
        {list?.map((one) => (
          <SavedItem key={one.id} one={one} saved={saved} lang={lang} />
        ))}
      </ul>
      {more && <p className="side-note">{say(lang, savedTexts.more)}</p>}
    </>
  );
}

function SaveForm({ lang, saved }: { lang: Lang; saved: SavedQueries }): ReactElement {
  const [name, setName] = useState('');
  const inFront = useTabInFront();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (inFront !== null && (await saved.save(name.trim(), inFront()))) setName('');
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="side-form">
      <label htmlFor="saved-name">{say(lang, savedTexts.save)}</label>
      <span className="side-row">
        <input
          id="saved-name"
          value={name}
          maxLength={100}
          required
          autoComplete="off"
          placeholder={say(lang, savedTexts.name)}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="side-button" disabled={inFront === null}>
          {say(lang, savedTexts.saveButton)}
        </button>
      </span>
    </form>
  );
}
