import type { ReactElement } from 'react';
import type { HandoverFragment } from '../graph.generated/graphql.ts';
import { clockOf } from '../show/when.ts';
import { deskTexts } from '../texts/desk.ts';
import { collectedByTexts } from '../texts/form.ts';
import { fill, type Lang, say } from '../texts/language.ts';

/** "10:32 已在 2号窗口 领证": when, where and how it was handed over before. */
export function IssuedBefore({ handover, lang }: { handover: HandoverFragment; lang: Lang }): ReactElement {
  const { handedOverAt, desk, recordedBy, collectedBy } = handover;
  const time = clockOf(handedOverAt, new Date());
  return (
    <p className="issued">
      <strong>
        {fill(lang, deskTexts.issuedAt, { time, desk, how: say(lang, collectedByTexts[collectedBy]) })}
      </strong>{' '}
      {recordedBy && fill(lang, deskTexts.recordedBy, { by: recordedBy })}
    </p>
  );
}
