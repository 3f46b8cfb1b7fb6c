/**
 * Hours from UTC of the abbreviations that PHP's parser knows and gives the meaning most people do.
 * Left out on purpose, so refused: those whose first meaning there is another than today's common one
 * (`IST`, `KST`, `GST`) and those of history only.
 */
export const ZONE_ABBREVIATIONS =
  'utc0 uct0 gmt0 wet0 west1 bst1 cet1 met1 wat1 cest2 mest2 eet2 cat2 sast2 eest3 eat3 msk3 idt3 msd4 pkt5 ' +
  'wib7 wita8 awst8 hkt8 jst9 wit9 acst9.5 aest10 chst10 acdt10.5 aedt11 nzst12 nzdt13 ' +
  'ast-4 adt-3 est-5 edt-4 cst-6 cdt-5 mst-7 mdt-6 pst-8 pdt-7 akst-9 akdt-8 hst-10 sst-11';
