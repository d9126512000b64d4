import { type FormEvent, type ReactElement, useId, useState } from 'react';
import { type Lang, say } from '../texts/language.ts';
import { verifyTexts } from '../texts/verify.ts';

const SERIAL = /^[0-9A-Z]{26}$/;

/** A field for a serial as it is printed: spaces, hyphens and capitals do not matter. */
export function SerialEntry({
  lang,
  onSerial,
}: {
  lang: Lang;
  onSerial: (serial: string) => void;
}): ReactElement {
  const id = useId();
  const [isWrong, setWrong] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('serial') ?? '');
    const serial = typed.replace(/[\s-]/g, '').toUpperCase();
    setWrong(!SERIAL.test(serial));
    if (SERIAL.test(serial)) onSerial(serial);
  };
  return (
    <form onSubmit={submit} className="serial-entry" noValidate>
      <label htmlFor={id}>{say(lang, verifyTexts.serialLabel)}</label>
      <input
        id={id}
        name="serial"
        className="serial"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={64}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
      />
      {isWrong && (
        <p id={`${id}-wrong`} className="wrong" role="alert">
          {say(lang, verifyTexts.badSerial)}
        </p>
      )}
      <button type="submit" className="button button-main">
        {say(lang, verifyTexts.check)}
      </button>
    </form>
  );
}
