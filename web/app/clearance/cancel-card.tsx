import { type ReactElement, useState } from 'react';
import { flushSync } from 'react-dom';
import type { LibraryItem } from '../../show/graph-types.ts';
import { say } from '../../texts/language.ts';
import { cancelTexts } from '../../texts/submit.ts';
import { useLang } from '../shell/use-lang.ts';
import { CancelCardDialog } from './cancel-card-dialog.tsx';

/** 注销 beside the state of the card: offered, refused with its reasons, or done. */
export function CancelCard({ library }: { library: LibraryItem }): ReactElement | null {
  const lang = useLang();
  const [isOpen, setOpen] = useState(false);
  const { cardStatus, canCancelCard, cancelBlockers } = library;
  const close = () => {
    flushSync(() => setOpen(false));
    // The button that opened the dialog cannot be pressed any more, and takes no focus.
    if (cardStatus === 'CANCELLED') document.getElementById('item-library')?.focus();
  };
  if (cardStatus === 'UNKNOWN') return null;
  return (
    <>
      {cardStatus === 'CANCELLED' ? (
        <button type="button" className="button button-small" disabled>
          {say(lang, cancelTexts.done)}
        </button>
      ) : (
        <button
          type="button"
          className="button button-small"
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          {say(lang, canCancelCard ? cancelTexts.button : cancelTexts.why)}
        </button>
      )}
      {isOpen && (
        <CancelCardDialog
          library={library}
          isRefused={!canCancelCard && cancelBlockers.length > 0}
          onClose={close}
        />
      )}
    </>
  );
}
