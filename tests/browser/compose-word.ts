import type { Page } from 'playwright-core';

/** A word in the hands of an input method, before it is settled. */
export interface ComposedWord {
  /** Presses a key that the input method takes for itself, as it takes Enter to settle and the arrows to choose. */
  press(key: string): Promise<void>;
  /** Settles the word as it stands. */
  settle(): Promise<void>;
}

/** Writes a word through an input method, into what has the focus. */
export async function composeWord(page: Page, text: string): Promise<ComposedWord> {
  const session = await page.context().newCDPSession(page);
  const end = text.length;
  await session.send('Input.imeSetComposition', { text, selectionStart: end, selectionEnd: end });
  return {
    async press(key) {
      // 229 is what a browser tells of any key that went to an input method.
      const event = { key, code: key, windowsVirtualKeyCode: 229 };
      await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
      await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    },
    async settle() {
      await session.send('Input.insertText', { text });
      await session.detach();
    },
  };
}
