import type { FormEvent, ReactElement } from 'react';
import { fill, type Lang, say } from '../texts/language.ts';
import { reportsTexts } from '../texts/reports.ts';
import { siteTexts } from '../texts/site.ts';
import type { Choice } from './report.ts';
import { type Classes, useClasses } from './use-classes.ts';

/** What the whole page counts: which class, and in which steps its trend is drawn. */
export function ChoiceForm({
  lang,
  csrfToken,
  onChoose,
}: {
  lang: Lang;
  csrfToken: string;
  onChoose: (choice: Choice) => void;
}): ReactElement {
  const classes = useClasses();
  const choose = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const year = Number(form.get('classYear'));
    onChoose({
      filter: year > 0 ? { classYears: [year] } : {},
      interval: form.get('interval') === 'HOUR' ? 'HOUR' : 'DAY',
    });
  };
  return (
    <div className="choice">
      <form onSubmit={choose} aria-label={say(lang, reportsTexts.settings)}>
        <ClassSelect key={classes === null ? 'reading' : 'read'} classes={classes} lang={lang} />
        <label>
          {say(lang, reportsTexts.interval)}
          <select name="interval" defaultValue="DAY">
            <option value="DAY">{say(lang, reportsTexts.day)}</option>
            <option value="HOUR">{say(lang, reportsTexts.hour)}</option>
          </select>
        </label>
        <button type="submit" className="button button-main">
          {say(lang, reportsTexts.count)}
        </button>
        <button type="button" className="button" onClick={() => print()}>
          {say(lang, reportsTexts.print)}
        </button>
      </form>
      <form method="post" action="/logout">
        <input type="hidden" name="_csrf" value={csrfToken} />
        <button type="submit" className="button button-small">
          {say(lang, siteTexts.logout)}
        </button>
      </form>
    </div>
  );
}

/** Classes that there are; all of them where the reader may count all at once. Until they are read, what is counted anyway. */
function ClassSelect({ classes, lang }: { classes: Classes | null; lang: Lang }): ReactElement {
  const { years, usual } = classes ?? { years: [], usual: null };
  return (
    <label>
      {say(lang, reportsTexts.classYear)}
      <select name="classYear" defaultValue={usual ?? ''}>
        {usual === null && (
          <option value="">
            {say(lang, classes === null ? reportsTexts.usualClass : reportsTexts.everyClass)}
          </option>
        )}
        {years.map((year) => (
          <option key={year} value={year}>
            {fill(lang, reportsTexts.oneClass, { year })}
          </option>
        ))}
      </select>
    </label>
  );
}
