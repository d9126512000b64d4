import type { Random } from './random.ts';

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
];
const MALE = [...'磊军勇超明辉斌波宇浩凯健俊帆帅旭龙林坤峰博哲轩昊晨烨铭皓'];
const FEMALE = [...'芳敏丽艳娟霞秀燕玲桂萍红洁琳颖慧婷雪莹倩欣怡佳璐瑶蕾薇梦悦妍岚'];
const EITHER = [...'文一子思晓志海建国春华玉新永成安嘉天雨云清远亦若书可'];

/** A name put together from common characters: a surname and one or two more. Whoever bears it is not meant. */
export function personName(gender: 'MALE' | 'FEMALE', random: Random): string {
  const own = gender === 'MALE' ? MALE : FEMALE;
  const middle = random.chance(0.88) ? random.pick(random.chance(0.6) ? EITHER : own) : '';
  return random.pick(SURNAMES) + middle + random.pick(own);
}

const HANDLERS = [...'甲乙丙丁戊己庚辛壬癸'].map((stem) => `测试员${stem}`);

/** A member of staff who handled something: 测试员甲 to 测试员癸. */
export function handlerName(random: Random): string {
  return random.pick(HANDLERS);
}
