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
