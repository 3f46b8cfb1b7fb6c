/** What one recipient's country costs, in ten-thousandths of a US dollar. */
export interface Price {
  /** For each segment of an SMS. */
  readonly segment: number;
  /** For an MMS, whatever it holds. */
  readonly mms: number;
}

/**
 * The prices of the sandbox, by country calling code. They are made up, so that sums can be checked; no provider charges
 * just these. What comes in costs nothing.
 */
export const TARIFF: Readonly<Record<string, Price>> = {
  '1': { segment: 83, mms: 220 },
  '33': { segment: 650, mms: 1900 },
  '44': { segment: 420, mms: 1500 },
  '49': { segment: 790, mms: 2100 },
  '82': { segment: 350, mms: 1400 },
};

/** The price of every other country. */
export const OTHER_PRICE: Price = { segment: 900, mms: 2500 };

/** The currency of all prices and balances, ISO 4217. */
export const CURRENCY = 'USD';
