import type { LocalizedText } from '../../service/contact.ts';

// Only what is met in practice under the name .csv.
const SIGNATURES: readonly (readonly [signature: string, zh: string, en: string])[] = [
  ['504b0304', 'Excel（.xlsx）或 ZIP 压缩文件', 'an Excel workbook (.xlsx) or a ZIP archive'],
  ['504b0506', '空的 ZIP 压缩文件', 'an empty ZIP archive'],
  ['d0cf11e0', '旧版 Excel（.xls）文件', 'an old Excel workbook (.xls)'],
  ['25504446', 'PDF 文件', 'a PDF document'],
  ['1f8b', 'GZIP 压缩文件', 'a GZIP archive'],
  ['526172211a07', 'RAR 压缩文件', 'a RAR archive'],
  ['377abcaf271c', '7z 压缩文件', 'a 7z archive'],
  ['fffe', 'UTF-16（“Unicode 文本”）文件', 'a UTF-16 (“Unicode text”) file'],
  ['feff', 'UTF-16（“Unicode 文本”）文件', 'a UTF-16 (“Unicode text”) file'],
];

/**
 * Why the first bytes of a file are no CSV, or null: a workbook, an archive, a PDF, UTF-16, a web page, or NUL bytes in
 * the first line.
 *
 * @param head the file's first bytes, 16 at least where it has them
 */
export function foreignFormat(head: Buffer): LocalizedText | null {
  const hex = head.subarray(0, 16).toString('hex');
  const known = SIGNATURES.find(([signature]) => hex.startsWith(signature));
  if (known) return saveAsCsv(known[1], known[2]);
  if (
    /^(\u00ef\u00bb\u00bf)?\s*<(!doctype|html|table|\?xml|meta|head)/i.test(head.toString('latin1', 0, 512))
  ) {
    return saveAsCsv('网页或 XML 表格', 'a web page or an XML sheet');
  }
  const lineEnd = head.indexOf(10);
  if (head.subarray(0, lineEnd < 0 ? head.length : lineEnd + 1).includes(0)) {
    return saveAsCsv(
      '含空字节（NUL）的文件，可能是 UTF-16 或已损坏',
      'a file with NUL bytes, UTF-16 perhaps, or damaged',
    );
  }
  return null;
}

function saveAsCsv(zh: string, en: string): LocalizedText {
  return {
    zh: `这是${zh}，不是 CSV。请用表格软件打开，另存为“CSV UTF-8（逗号分隔）”后再导入。`,
    en: `This is ${en}, not CSV. Open it in a spreadsheet, save it as “CSV UTF-8 (comma delimited)” and import that.`,
  };
}
