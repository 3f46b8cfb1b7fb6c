/** One row of the table: countries with the same answer from the same guide. */
interface AlphaSenderRow {
  readonly status: 'supported' | 'registration' | 'unsupported';
  readonly source: string;
  readonly asOf: string;
  readonly countries: string;
}

/**
 * Where alphanumeric sender IDs work, from the public country guides of message platforms. Where guides disagreed, the
 * strictest of the newest is given. Countries are ISO 3166-1 alpha-2 codes, separated by spaces.
 */
export const ALPHA_SENDER_ROWS: readonly AlphaSenderRow[] = [
  {
    status: 'unsupported',
    source: 'AWS End User Messaging',
    asOf: 'current docs, undated copy',
    countries: 'AR BR CA CN EC PE US VE',
  },
  {
    status: 'unsupported',
    source: 'AWS SNS guide',
    asOf: '2022-09-21',
    countries: 'BE CG CR DO FM GT GU HU KN KY LC LR MC MH MZ NI NZ TM VI ZA',
  },
  {
    status: 'unsupported',
    source: 'Mapp',
    asOf: '2026-01-14',
    countries: 'CL CO KR MX MY PY UY',
  },
  {
    status: 'unsupported',
    source: 'Telnyx',
    asOf: 'current docs, undated copy',
    countries: 'PR',
  },
  {
    status: 'unsupported',
    source: 'Twilio (2017 scrape)',
    asOf: '2017-07-04',
    countries: 'IO NR SY',
  },
  {
    status: 'registration',
    source: 'AWS End User Messaging',
    asOf: 'current docs, undated copy',
    countries: 'BD CM EG IN KH',
  },
  {
    status: 'registration',
    source: 'AWS SNS guide',
    asOf: '2022-09-21',
    countries: 'AE VN',
  },
  {
    status: 'registration',
    source: 'AWS registration forms',
    asOf: 'current docs, undated copy',
    countries: 'AT AU BY ES FI ID IE JO KE KW KZ LK QA RU SG TH',
  },
  {
    status: 'registration',
    source: 'Azure Communication Services',
    asOf: '2023-07-10..2024',
    countries: 'CZ IT NO SI SK',
  },
  {
    status: 'registration',
    source: 'Mapp',
    asOf: '2026-01-14',
    countries: 'LB PA PH SA SV TR',
  },
  {
    status: 'registration',
    source: 'Plivo',
    asOf: 'current docs, undated copy',
    countries: 'GB',
  },
  {
    status: 'registration',
    source: 'RingRing',
    asOf: 'undated (first rows only)',
    countries: 'CU ET IR',
  },
  {
    status: 'registration',
    source: 'Telnyx',
    asOf: 'early 2026',
    countries: 'FR',
  },
  {
    status: 'supported',
    source: 'AWS End User Messaging',
    asOf: 'current docs, undated copy',
    countries: 'AF AM AO AZ BF BH BI BN BO BT BW CD CF CV DJ DZ GE GF GQ GY HK KM SR TD',
  },
  {
    status: 'supported',
    source: 'AWS SNS guide',
    asOf: '2022-09-21',
    countries:
      'AN BA BG BM BZ CI CK CY DM ER FJ FO GA GD GG GH GI GL GM GN GP GR GW HN HR IL IM IQ IS JE ' +
      'JM KG LA LI LS LU LY MA MD ME MG MK ML MM MN MO MQ MR MS MT MU MV MW NA NC NE NG NP NU OM ' +
      'PF PG PK PS RE RO RS RW SB SC SL SM SN SO SS ST SZ TC TG TJ TL TN TO TT TW TZ UA UG UZ VG ' +
      'VU WS XK YE YT ZM ZW',
  },
  {
    status: 'supported',
    source: 'Azure Communication Services',
    asOf: '2023-07-10..2024',
    countries: 'CH DK EE LT LV NL PL PT SE',
  },
  {
    status: 'supported',
    source: 'Mapp',
    asOf: '2026-01-14',
    countries: 'JP',
  },
  {
    status: 'supported',
    source: 'Pushtech',
    asOf: 'undated (first rows only)',
    countries: 'AD AG AI AL AS AW BB BS',
  },
  {
    status: 'supported',
    source: 'Telnyx',
    asOf: 'early 2026',
    countries: 'DE',
  },
  {
    status: 'supported',
    source: 'Twilio (2017 scrape)',
    asOf: '2017-07-04',
    countries: 'BJ BQ FK HT NF SD VC',
  },
];
