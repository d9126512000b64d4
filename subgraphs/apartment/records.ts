/** One room of one student as the apartment office exports it. */
export interface StayRecord {
  readonly stayId: string;
  /** 校区 */
  readonly campus: string | null;
  /** 苑 / 园区 */
  readonly compound: string | null;
  /** 楼宇 */
  readonly building: string | null;
  /** 房间号 */
  readonly room: string | null;
  /** 退宿日期, `YYYY-MM-DD`; null while the student lives there. */
  readonly checkoutDate: string | null;
  /** 退宿办理人; null or blank while the student lives there. */
  readonly handler: string | null;
}

/** One student as the apartment office exports them. */
export interface ApartmentRecord {
  readonly studentId: string;
  /** 住宿情况 as written: 在住, 已退宿, 未在校住宿; null: the office makes no statement. */
  readonly residencyLabel: string | null;
  readonly stays: readonly StayRecord[];
  /** When the copy was taken; null: the office keeps its records here. */
  readonly asOf: Date | null;
}
