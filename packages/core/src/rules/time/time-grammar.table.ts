import {
  readAgo,
  readCount,
  readCountWord,
  readWeek,
  readWeekday,
  readWeekdayOfMonth,
} from './relative-readings.ts';
import {
  readBareNumber,
  readBareYear,
  readDayWord,
  readEpoch,
  readIsoWeek,
  readMonthEdge,
  readNoon,
  readQuarter,
} from './time-readings.ts';
import { takeZone, type Reading } from './time-parts.ts';

/**
 * A form of a piece, written with `FRAGMENTS`, and its reading: a function, or the order of its parts for
 * `readParts`. Separators have none.
 */
type GrammarRow = readonly [form: string, reading?: Reading | string];

/**
 * The forms of PHP's date parser. At each place of a text the longest piece wins, and of two as long the
 * one that stands first here, so the order of the rows is part of the meaning. Some letters count in one
 * case only (`T`, `W`, `GMT`, Roman months, endings of ordinals); the end of the text is a NUL.
 */
export const GRAMMAR: readonly GrammarRow[] = [
  ['{yesterday|midnight|today|tomorrow|now}', readDayWord],
  ['{noon}', readNoon],
  ['@-?\\d+(?:\\.\\d{0,6})?', readEpoch],
  ['{(?:first|last) day of}', readMonthEdge],
  ['{(?:back|front) of} <H>(?:<space>?<ap>)?', readQuarter],
  ['<count><space><weekday>[ \\t]+{of}', readWeekdayOfMonth],
  ['<h><space>?<ap>', '@hta'],
  ['<h>[:.]<ii><space>?<ap>', '@hta'],
  ['<h>[:.]<i>[:.]<ss><space>?<ap>', '@hta'],
  ['<h>:<ii>:<ss>[:.]\\d+<ap>', '@hta'],
  ['{t}<H>', '@ht'],
  ['<clock>(?:[:.]<s>(?:\\.\\d+)?)?', '@ht'],
  ['{t}?<HH><ii>', readBareNumber],
  ['{t}?<HH><ii><ss>', '@his'],
  ['<m>/<nth>', '#md'],
  ['<m>/<d>/<y>', '#mdY'],
  ['[+-]?<yyyy>-<mm>-<dd>', '#Smd'],
  ['<yyyy>/<mm>/<dd>/?', '#Smd'],
  ['<yyyy>/<m>/<nth>', '#Smd'],
  ['\\d\\d-<mm>-<dd>', '#Ymd'],
  ['[+-]\\d{5,19}-<mm>-<dd>', '#Smd'],
  ['<yyyy>-<m>', '#Ym1'],
  ['<y>-<m>-<nth>', '#Ymd'],
  ['<nth><sep><anymonth><sep><y>', '#dMY'],
  ['<nth>[.\\t-]<m>[.-]<yyyy>', '#dmy'],
  ['<nth>[.\\t]<m>\\.\\d\\d', '#dmY'],
  ['<anymonth><sep><yyyy>', '#MY1'],
  ['<yyyy><sep><anymonth>', '#YM1'],
  ['<anymonth><sep><nth>[,.stndrh\\t ]+<y>', '#MdY'],
  ['<monthday>', '#MdY'],
  ['<nth><sep><anymonth>', '#dM'],
  ['<yyyy><mm><dd>', '#ymd'],
  ['<yyyy><mm><dd>T<H>:<ii>:<ss>', '#@ymdhis'],
  ['<yyyy><mm><dd>{t}<H><ii><ss>', '#@ymdhis'],
  ['<yyyy>-<mm>-<dd>T<HH>:<ii>:<ss>\\.\\d+(?:<shift>)?', '#@ymdhisfz'],
  ['<yyyy>-<m>-<nth>T<H>:<i>:<s>', '#@ymdhis'],
  ['<yyyy>:<mm>:<dd> <HH>:<ii>:<ss>', '#@ymdhis'],
  ['<yyyy>[.-]?(?:36[0-6]|3[0-5]\\d|[12]\\d\\d|0[1-9]\\d|00[1-9])', '#YD'],
  ['<yyyy>-?W(?:5[0-3]|[1-4]\\d|0[1-9])(?:-?[0-7])?', readIsoWeek],
  ['<mon>-<dd>-<y>', '#MdY'],
  ['<y>-<mon>-<dd>', '#YMd'],
  ['<d>/<mon>/<yyyy>:<HH>:<ii>:<ss><space><shift>', '#@dMyhisz'],
  ['<yyyy>', readBareYear],
  ['{ago}', readAgo],
  ['{weekdays?}|<weekday>', readWeekday],
  ['<turn><space>{week}', readWeek],
  ['<count><space><unit>', readCountWord],
  ['<month>', '#M'],
  ['<shift>', takeZone],
  ['<id>', takeZone],
  ['<abbr>', takeZone],
  ['<monthday><h>[:.]<ii><space>?<ap>', '#Md@hta'],
  ['<monthday><h>[:.]<i>[:.]<ss><space>?<ap>', '#Md@hta'],
  ['<monthday><clock>', '#Md@hic'],
  ['<monthday><clock>[:.]<s>', '#Md@hic'],
  ['<monthday><clock>[:.]<ss><space>?(?:<shift>|<id>|<abbr>)', '#Md@hicz'],
  ['[+-]*[ \\t]*\\d{1,13}<space>?(?:<unit>|{week})', readCount],
  ['[.,]|<space>|[\\0\\n]'],
];
