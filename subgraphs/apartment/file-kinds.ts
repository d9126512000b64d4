import { day } from '../kit/import/reading/cells/day.ts';
import { optional } from '../kit/import/reading/cells/optional.ts';
import { studentNumber } from '../kit/import/reading/cells/student-number.ts';
import { optionalText } from '../kit/import/reading/cells/text.ts';
import type { FileKind } from '../kit/import/reading/file-kind.ts';

/** A line of 住宿: one room of one student, or a student without a room. */
export interface StayLine {
  readonly studentId: string;
  readonly campus: string | null;
  readonly compound: string | null;
  readonly building: string | null;
  readonly room: string | null;
  readonly checkoutDate: string | null;
  readonly handler: string | null;
  /** 住宿情况 as written; null: this line makes no statement. */
  readonly residencyLabel: string | null;
  /** 住宿序号: tells two stays in the same room apart; null for the first. */
  readonly ordinal: string | null;
}

/** 住宿: one line a room; a line without campus, compound, building and room states 住宿情况 only. */
export const staysFile: FileKind<StayLine> = {
  name: 'apartment-stays',
  label: { zh: '公寓住宿与退宿', en: 'rooms and checkouts' },
  columns: {
    studentId: { headers: ['学号', 'XH'], required: true, parse: studentNumber },
    campus: { headers: ['校区'], required: false, parse: optionalText(64) },
    compound: { headers: ['园区', '苑', '苑区'], required: false, parse: optionalText(64) },
    building: { headers: ['楼宇', '楼栋', '宿舍楼'], required: true, parse: optionalText(64) },
    room: { headers: ['房间号', '房间', '寝室号'], required: true, parse: optionalText(64) },
    checkoutDate: { headers: ['退宿日期', '退宿时间'], required: true, parse: optional(day) },
    handler: { headers: ['退宿办理人', '办理人'], required: true, parse: optionalText(64) },
    residencyLabel: { headers: ['住宿情况', '住宿状态'], required: false, parse: optionalText(64) },
    ordinal: { headers: ['住宿序号', '入住次数'], required: false, parse: optionalText(16) },
  },
  key: ['studentId', 'campus', 'compound', 'building', 'room', 'ordinal'],
};
