import type { ReactElement } from 'react';
import { spacedSerial } from '../show/serial.ts';
import { clockOf } from '../show/when.ts';
import { deskTexts, handoverOutcomeTexts } from '../texts/desk.ts';
import { type Lang, say } from '../texts/language.ts';
import { verdictTexts } from '../texts/verify.ts';
import type { RecentForm } from './desk-memory.ts';

/** The last forms of this desk, newest first, with masked names. */
export function RecentList({ list, lang }: { list: readonly RecentForm[]; lang: Lang }): ReactElement {
  const now = new Date();
  const resultOf = ({ verdict }: RecentForm) =>
    say(lang, verdict === 'HANDED_OVER' ? handoverOutcomeTexts.DiplomaHandedOver : verdictTexts[verdict]);
  return (
    <section className="recent" aria-labelledby="recent-title">
      <h2 id="recent-title">{say(lang, deskTexts.recent)}</h2>
      {list.length === 0 ? (
        <p>{say(lang, deskTexts.recentEmpty)}</p>
      ) : (
        <table className="facts">
          <thead>
            <tr>
              {[deskTexts.time, deskTexts.name, deskTexts.result, deskTexts.serial].map((text) => (
                <th key={text.en} scope="col">
                  {say(lang, text)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.map((one) => (
              <tr key={one.serial}>
                <td>{clockOf(one.at, now)}</td>
                <td>{one.maskedName}</td>
                <td>{resultOf(one)}</td>
                <td className="serial">{spacedSerial(one.serial)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
