/** The kinds of message. */
export const MESSAGE_TYPES = ['sms', 'mms'] as const;

/** Whether a message went out or came in. */
export const DIRECTIONS = ['outbound', 'inbound'] as const;

/** How a text is encoded on its way. */
export const ENCODINGS = ['GSM-7', 'UCS-2'] as const;

/** The most characters of a reference: this project's choice. */
export const MAX_REFERENCE = 255;
