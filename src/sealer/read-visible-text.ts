import { Parser } from 'htmlparser2';

/** Elements without text to read. */
export const UNREAD = /^(?:script|style|template|noscript)$/;
/** Elements in a line of text, which divide no word. */
export const INLINE =
  /^(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|tt|u|var|wbr)$/;

/** Reads the text of some markup, a space at each end of a block. */
export function readText(markup: string): string {
  let text = '';
  let unread = 0;
  const parser = new Parser({
    onopentagname: (name) => {
      if (UNREAD.test(name)) unread++;
      if (!INLINE.test(name)) text += ' ';
    },
    onclosetag: (name) => {
      if (UNREAD.test(name)) unread--;
      if (!INLINE.test(name)) text += ' ';
    },
    ontext: (part) => {
      if (unread === 0) text += part;
    },
  });
  parser.end(markup);
  return text.replace(/\s+/g, ' ').trim();
}
