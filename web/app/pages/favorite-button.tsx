import { type ReactElement, useState } from 'react';
import { SetFavoriteDocument } from '../../graph.generated/graphql.ts';
import type { Guide } from '../../show/graph-types.ts';
import { Icon } from '../../show/icon.tsx';
import { guideActionTexts } from '../../texts/guide.ts';
import { say } from '../../texts/language.ts';
import { ask } from '../graph/ask.ts';
import { loggedOut } from '../logged-out.ts';
import { goToLogin, session } from '../session.ts';
import { useLang } from '../shell/use-lang.ts';
import { setFavorite } from '../site.ts';
import { useStore } from '../use-store.ts';

/** 我要收藏: on and off; whoever is not logged in is asked to. */
export function FavoriteButton({ guide }: { guide: Guide }): ReactElement {
  const lang = useLang();
  const who = useStore(session);
  const [said, setSaid] = useState<'added' | 'removed' | 'failed' | null>(null);
  const isOn = guide.isFavorite === true;
  const press = async () => {
    if (who.kind === 'anonymous') return goToLogin();
    const answer = await ask(
      SetFavoriteDocument,
      { input: { serviceId: guide.id, on: !isOn } },
      { kind: 'change' },
    );
    if (answer.kind === 'logged-out') return loggedOut();
    const payload = answer.kind === 'data' ? answer.data.setFavorite : null;
    if (payload?.__typename !== 'FavoriteSet') return setSaid('failed');
    setFavorite(payload.isFavorite);
    return setSaid(payload.isFavorite ? 'added' : 'removed');
  };
  return (
    <>
      <button type="button" className="button favorite" aria-pressed={isOn} onClick={() => void press()}>
        <Icon name="star" />
        {say(lang, isOn ? guideActionTexts.favorited : guideActionTexts.favorite)}
      </button>
      <span role="status" className="said">
        {said && say(lang, guideActionTexts[said])}
      </span>
    </>
  );
}
