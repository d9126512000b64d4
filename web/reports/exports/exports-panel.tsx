import type { ReactElement } from 'react';
import type { ReportFilter } from '../../graph.generated/graphql.ts';
import { exportsTexts } from '../../texts/exports.ts';
import { type Lang, say } from '../../texts/language.ts';
import { ExportForm } from './export-form.tsx';
import { ExportList } from './export-list.tsx';
import { useExports } from './use-exports.ts';

/** Whether a role may see people, and so may order files of them. */
export function mayExport(role: string | null): role is string {
  return role === 'registrar' || (role?.startsWith('staff:') ?? false);
}

/** 导出明细: ordering files of students, and those that were ordered. */
export function ExportsPanel({
  lang,
  role,
  filter,
}: {
  lang: Lang;
  role: string;
  /** What the page counts. */
  filter: ReportFilter;
}): ReactElement {
  const exports = useExports();
  return (
    <section aria-labelledby="exports" className="report exports">
      <h2 id="exports">{say(lang, exportsTexts.heading)}</h2>
      <p className="small">{say(lang, exportsTexts.about)}</p>
      <p className="small">{say(lang, exportsTexts.audited)}</p>
      <ExportForm lang={lang} role={role} filter={filter} onOrder={exports.order} />
      <p role="status" className="exports-notice">
        {exports.notice && say(lang, exports.notice)}
      </p>
      <ExportList lang={lang} exports={exports} />
    </section>
  );
}
