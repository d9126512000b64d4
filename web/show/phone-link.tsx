import type { ReactElement } from 'react';
import type { PhoneNumber } from './graph-types.ts';
import { Icon } from './icon.tsx';

/** A number that a phone dials when it is touched. */
export function PhoneLink({ phone }: { phone: PhoneNumber }): ReactElement {
  return (
    <a className="phone" href={phone.uri}>
      <Icon name="phone" />
      {phone.display}
    </a>
  );
}

/** A sentence whose number can be dialled where it stands; behind the sentence where it does not name it. */
export function TextWithPhone({ text, phone }: { text: string; phone: PhoneNumber }): ReactElement {
  const at = text.indexOf(phone.display);
  const [before, after] =
    at < 0 ? [`${text} `, ''] : [text.slice(0, at), text.slice(at + phone.display.length)];
  return (
    <>
      {before}
      <PhoneLink phone={phone} />
      {after}
    </>
  );
}
