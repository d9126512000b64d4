import { type FormEvent, type ReactElement, useState } from 'react';
import { savedTexts } from '../../texts/graphiql.ts';
import { fill, type Lang, say } from '../../texts/language.ts';
import { useOpenInTab, useTabInFront } from '../open-in-tab.ts';
import type { Saved } from './saved-client.ts';
import { linkToSaved } from './saved-link.ts';
import type { SavedQueries } from './use-saved.ts';

/** One saved query: open, share, rename, replace, delete. */
export function SavedItem({
  one,
  saved,
  lang,
}: {
  one: Saved;
  saved: SavedQueries;
  lang: Lang;
}): ReactElement {
  const [doing, setDoing] = useState<'nothing' | 'renaming' | 'removing'>('nothing');
  const open = useOpenInTab();
  const inFront = useTabInFront();
  const rest = () => setDoing('nothing');
  const button = (text: string, onClick: () => void) => (
    <button type="button" className="side-button" aria-label={`${text}: ${one.name}`} onClick={onClick}>
      {text}
    </button>
  );
  return (
    <li>
      <button type="button" className="side-open" disabled={open === null} onClick={() => open?.(one)}>
        {one.name}
      </button>
      {doing === 'renaming' && <RenameForm one={one} saved={saved} lang={lang} onEnd={rest} />}
      {doing === 'removing' && (
        <p className="side-row" role="alert">
          {fill(lang, savedTexts.confirmRemove, { name: one.name })}
          {button(say(lang, savedTexts.yesRemove), () => void saved.remove(one))}
          {button(say(lang, savedTexts.cancel), rest)}
        </p>
      )}
      {doing === 'nothing' && (
        <span className="side-row">
          {button(say(lang, savedTexts.share), () => void share(one, saved, lang))}
          {button(say(lang, savedTexts.rename), () => setDoing('renaming'))}
          {button(say(lang, savedTexts.replace), () => inFront && void saved.replace(one, inFront()))}
          {button(say(lang, savedTexts.remove), () => setDoing('removing'))}
        </span>
      )}
    </li>
  );
}

function RenameForm({
  one,
  saved,
  lang,
  onEnd,
}: {
  one: Saved;
  saved: SavedQueries;
  lang: Lang;
  onEnd: () => void;
}): ReactElement {
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim();
    if (await saved.rename(one, name)) onEnd();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="side-row">
      <input
        name="name"
        defaultValue={one.name}
        maxLength={100}
        required
        autoComplete="off"
        aria-label={say(lang, savedTexts.newName)}
      />
      <button type="submit" className="side-button">
        {say(lang, savedTexts.saveButton)}
      </button>
      <button type="button" className="side-button" onClick={onEnd}>
        {say(lang, savedTexts.cancel)}
      </button>
    </form>
  );
}

async function share({ id }: Saved, saved: SavedQueries, lang: Lang): Promise<void> {
  const link = linkToSaved(id, location.origin);
  try {
    await navigator.clipboard.writeText(link);
    saved.say(say(lang, savedTexts.shared));
  } catch {
    // A browser that lets no page write: the reader copies it.
    saved.say(`${say(lang, savedTexts.linkIs)} ${link}`);
  }
}
