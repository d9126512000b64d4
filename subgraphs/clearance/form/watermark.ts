import type { LocalizedText } from '../../kit/service/contact.ts';

const DEMO: LocalizedText = { zh: '演示密钥 DEMO KEY 仅供演示', en: 'DEMO KEY — for demonstration only' };
const VOID: LocalizedText = { zh: '已作废 VOID', en: 'VOID' };

/** What must be printed across a form; null for one that holds. */
export function watermarkOf(form: {
  readonly demoKey: boolean;
  readonly isVoid: boolean;
}): LocalizedText | null {
  const marks = [...(form.isVoid ? [VOID] : []), ...(form.demoKey ? [DEMO] : [])];
  if (marks.length === 0) return null;
  return { zh: marks.map(({ zh }) => zh).join('；'), en: marks.map(({ en }) => en).join('; ') };
}
