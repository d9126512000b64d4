import type { Weighted } from './random.ts';

/** A college with the majors that its graduates took. */
interface College {
  /** Two digits, unique. */
  readonly code: string;
  readonly name: string;
  readonly majors: readonly string[];
}

/** The colleges of the class with their relative sizes. 05 is the college of the golden students. */
export const colleges: readonly Weighted<College>[] = [
  [9, { code: '01', name: '矿业工程学院', majors: ['采矿工程', '矿业工程', '工业工程'] }],
  [7, { code: '02', name: '安全工程学院', majors: ['安全科学与工程', '消防工程', '职业健康工程'] }],
  [9, { code: '03', name: '力学与土木工程学院', majors: ['土木工程', '岩土工程', '结构工程', '工程力学'] }],
  [9, { code: '04', name: '机电工程学院', majors: ['机械工程', '机械电子工程', '车辆工程'] }],
  [8, { code: '05', name: '信息与控制工程学院', majors: ['信息与通信工程', '控制科学与工程', '电子信息'] }],
  [7, { code: '06', name: '资源与地球科学学院', majors: ['地质资源与地质工程', '地质学', '地球物理学'] }],
  [7, { code: '07', name: '化工学院', majors: ['矿物加工工程', '化学工程与技术', '应用化学'] }],
  [7, { code: '08', name: '环境与测绘学院', majors: ['测绘科学与技术', '环境科学与工程', '土地资源管理'] }],
  [6, { code: '09', name: '电气工程学院', majors: ['电气工程', '电力电子与电力传动'] }],
  [7, { code: '10', name: '计算机科学与技术学院', majors: ['计算机科学与技术', '软件工程', '网络空间安全'] }],
  [8, { code: '11', name: '经济管理学院', majors: ['工商管理', '管理科学与工程', '应用经济学', '会计'] }],
  [3, { code: '12', name: '数学学院', majors: ['数学', '统计学', '系统科学'] }],
  [5, { code: '13', name: '材料与物理学院', majors: ['材料科学与工程', '物理学'] }],
  [3, { code: '14', name: '外国语言文化学院', majors: ['外国语言文学', '翻译'] }],
  [4, { code: '15', name: '公共管理学院', majors: ['公共管理', '行政管理', '社会保障'] }],
  [2, { code: '16', name: '马克思主义学院', majors: ['马克思主义理论', '思想政治教育'] }],
  [2, { code: '17', name: '低碳能源研究院', majors: ['动力工程及工程热物理', '新能源科学与工程'] }],
  [2, { code: '18', name: '建筑与设计学院', majors: ['建筑学', '设计学'] }],
];
