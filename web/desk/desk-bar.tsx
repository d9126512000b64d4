import { type FormEvent, type ReactElement, useState } from 'react';
import { deskTexts } from '../texts/desk.ts';
import { fill, type Lang, say } from '../texts/language.ts';
import { siteTexts } from '../texts/site.ts';
import { rememberDesk, rememberSound } from './desk-memory.ts';

/** Which desk this is, and whether it wants sounds; kept on this computer. */
export function DeskBar({
  lang,
  csrfToken,
  desk,
  setDesk,
  sound,
  setSound,
}: {
  lang: Lang;
  csrfToken: string;
  desk: string;
  setDesk: (desk: string) => void;
  sound: boolean;
  setSound: (isOn: boolean) => void;
}): ReactElement {
  const [isChanging, setChanging] = useState(desk === '');
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('desk') ?? '').trim();
    if (name === '') return;
    rememberDesk(name);
    setDesk(name);
    setChanging(false);
  };
  const turnSound = (isOn: boolean) => {
    rememberSound(isOn);
    setSound(isOn);
  };
  return (
    <div className="desk-bar">
      {isChanging ? (
        <form onSubmit={save} className="desk-field">
          <label htmlFor="desk-name">{say(lang, deskTexts.deskName)}</label>
          <input
            id="desk-name"
            name="desk"
            defaultValue={desk}
            maxLength={64}
            required
            aria-describedby="desk-hint"
          />
          <p id="desk-hint" className="small">
            {say(lang, deskTexts.deskNameHint)}
          </p>
          <button type="submit" className="button">
            {say(lang, deskTexts.save)}
          </button>
        </form>
      ) : (
        <p>
          <strong>{fill(lang, deskTexts.at, { desk })}</strong>{' '}
          <button type="button" className="button button-small" onClick={() => setChanging(true)}>
            {say(lang, deskTexts.change)}
          </button>
        </p>
      )}
      <form method="post" action="/logout" className="desk-out">
        <input type="hidden" name="_csrf" value={csrfToken} />
        <button type="submit" className="button button-small">
          {say(lang, siteTexts.logout)}
        </button>
      </form>
      <label className="tick">
        <input type="checkbox" checked={sound} onChange={(event) => turnSound(event.target.checked)} />
        {say(lang, deskTexts.sound)}
      </label>
    </div>
  );
}
