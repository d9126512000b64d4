import type { Contact, LocalizedText } from '../../kit/service/contact.ts';
import type { CheckedForm, GenuineVerdict } from './check-form.ts';

const TYPED: LocalizedText = {
  zh: '本次仅凭编号查询，未核验签名；编号可以被抄写，请扫描二维码，或核对证件。',
  en: 'Only the serial was looked up and no signature checked; anybody can write a serial down: scan the QR code, or compare an identity document.',
};
const DEMO: LocalizedText = {
  zh: '此单由演示密钥签发，仅供演示。',
  en: 'A demonstration key signed this form; it is worth nothing outside a demonstration.',
};

/** What whoever checks a form is told, with what to do. @param registrar whom to ask */
export function verdictMessage(checked: CheckedForm, registrar: Contact): LocalizedText {
  const office = nameOf(registrar);
  if (checked.kind === 'invalid') return invalid(office);
  const { verdict, signed, demoKey } = checked;
  const parts = [sentences[verdict](office), ...(signed ? [] : [TYPED]), ...(demoKey ? [DEMO] : [])];
  return { zh: parts.map(({ zh }) => zh).join(''), en: parts.map(({ en }) => en).join(' ') };
}

const sentences: Readonly<Record<GenuineVerdict, (office: LocalizedText) => LocalizedText>> = {
  VALID: () => ({
    zh: '流程单有效。请核对持单人的证件后办理。',
    en: 'The form holds. Compare the bearer’s identity document, then go on.',
  }),
  VOID: ({ zh, en }) => ({
    zh: `流程单已作废：该生的离校提交已退回重办。请勿据此办理，请持单人重新提交后打印新单；疑问请咨询${zh}。`,
    en: `The form is void: the submission was reopened. Do not act on it; the bearer submits again and prints the new form. Questions: ${en}.`,
  }),
  ALREADY_ISSUED: ({ zh, en }) => ({
    zh: `此单已用于领取证书，不能再次领取；如有出入请联系${zh}。`,
    en: `The diploma was handed over for this form; it cannot be collected again. If that is wrong, contact ${en}.`,
  }),
  CONDITIONS_CHANGED: ({ zh, en }) => ({
    zh: `提交后有事项的结论发生变化，请暂缓办理，由${zh}处理后再核验。`,
    en: `An item has changed since the submission. Wait: ${en} decides; then check the form again.`,
  }),
};

function invalid({ zh, en }: LocalizedText): LocalizedText {
  return {
    zh: `流程单无效：内容被改动、不属于出示人，或没有这份流程单。请勿据此办理，请持单人登录离校服务重新打印；疑问请联系${zh}。`,
    en: `The form is not valid: altered, another person’s, or unknown. Do not act on it; the bearer logs in and prints it again. Questions: ${en}.`,
  };
}

function nameOf({ unitName, phones }: Contact): LocalizedText {
  const phone = phones[0]?.display;
  return {
    zh: phone ? `${unitName.zh}（${phone}）` : unitName.zh,
    en: phone ? `${unitName.en} (${phone})` : unitName.en,
  };
}
