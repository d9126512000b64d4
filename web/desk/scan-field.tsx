import { type FormEvent, type ReactElement, type RefObject, useEffect, useState } from 'react';
import { deskTexts } from '../texts/desk.ts';
import { type Lang, say } from '../texts/language.ts';
import { Camera } from './camera.tsx';

/**
 * Where a hand scanner types (it ends with Enter), or a person; and the camera. The field has the focus whenever
 * nothing else was chosen.
 */
export function ScanField({
  lang,
  field,
  onScanned,
}: {
  lang: Lang;
  field: RefObject<HTMLInputElement | null>;
  onScanned: (text: string) => void;
}): ReactElement {
  const [isCameraOn, setCamera] = useState(false);
  useEffect(() => field.current?.focus(), [field]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { current } = field;
    if (current === null || current.value.trim() === '') return;
    onScanned(current.value);
    current.value = '';
  };
  return (
    <>
      <form onSubmit={submit} className="scan">
        <label htmlFor="scan">{say(lang, deskTexts.scanLabel)}</label>
        <input
          id="scan"
          ref={field}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          inputMode="text"
          maxLength={4096}
        />
        <div className="actions">
          <button type="submit" className="button button-main">
            {say(lang, deskTexts.check)}
          </button>
          <button
            type="button"
            className="button"
            aria-expanded={isCameraOn}
            onClick={() => setCamera(!isCameraOn)}
          >
            {say(lang, isCameraOn ? deskTexts.closeCamera : deskTexts.openCamera)}
          </button>
        </div>
      </form>
      {isCameraOn && (
        <Camera
          lang={lang}
          onCode={(text) => {
            setCamera(false);
            onScanned(text);
          }}
        />
      )}
    </>
  );
}
