import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useLang } from '../app/shell/use-lang.ts';
import { savedTexts } from '../texts/graphiql.ts';
import { fill, say } from '../texts/language.ts';
import { type TabContent, useOpenInTab } from './open-in-tab.ts';
import { readyNamed } from './ready/ready-for.ts';
import { readOne } from './saved/saved-client.ts';
import { linked } from './saved/saved-link.ts';

/** Opens what the address names in a tab of its own, once, and says so; nothing runs by itself. */
export function OpenLinked(): ReactElement {
  const lang = useLang();
  const open = useOpenInTab();
  const isDone = useRef(false);
  const [notice, setNotice] = useState('');
  useEffect(() => {
    const link = linked(location.search);
    if (open === null || isDone.current || link === null) return;
    isDone.current = true;
    const openOnce = (content: TabContent) => {
      open(content);
      // Reloading the page opens nothing again.
      history.replaceState(null, '', location.pathname);
    };
    const report = link.kind === 'report' ? readyNamed(link.name) : null;
    if (link.kind === 'report') {
      if (report === null) setNotice(say(lang, savedTexts.gone));
      else openOnce({ ...report, variables: link.variables ?? report.variables });
    } else
      void readOne(link.id).then((answer) => {
        if (answer.kind === 'not-done') return setNotice(say(lang, answer.why));
        if (answer.value === null) return setNotice(say(lang, savedTexts.gone));
        const { name, isMine } = answer.value;
        openOnce(answer.value);
        setNotice(fill(lang, isMine ? savedTexts.openedOwn : savedTexts.opened, { name }));
      });
  }, [open, lang]);
  return (
    <p role="status" className="page-notice">
      {notice}
    </p>
  );
}
