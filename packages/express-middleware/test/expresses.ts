import express5 from 'express';
import express4 from 'express4';

/** Both majors. Their types differ in small things that no test here touches, so those of 5 stand for both. */
export const expresses = [
  // See above.
  { version: 'Express 4', express: express4 as unknown as typeof express5 },
  { version: 'Express 5', express: express5 },
];
