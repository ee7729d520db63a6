/** The first comment of a bundle has these words. */
export const MARK = 'bundled with a config';

/** Whether a text is a script that `bundle` has made, of any version. */
export function isBundle(text: string): boolean {
  return /^(\/\/.*\n)?\/\*! zephr-onpage [^*]+ \*\//.test(text) && text.slice(0, text.indexOf('*/')).includes(MARK);
}
