/** Where a word stands in such a list, by its first three letters, from 0; -1 for none. */
export const stemIndex = (stems: string, word: string): number => stems.split(' ').indexOf(word.slice(0, 3));
