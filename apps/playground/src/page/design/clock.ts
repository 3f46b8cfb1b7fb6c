/** Writes a moment as the reader's clock shows it: hours and minutes. */
export const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
