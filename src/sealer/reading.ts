/** A text that was read out of another, and where each part of it is in that one. */
export class Reading {
  text = '';
  /** Where parts begin in this text, and in the other one. */
  readonly #starts: number[] = [];
  readonly #sources: number[] = [];

  /** @param source - Where the part is in the other text. */
  add(part: string, source: number): void {
    if (part === '') return;
    this.#starts.push(this.text.length);
    this.#sources.push(source);
    this.text += part;
  }

  /** The place in the other text of a place in this one. */
  locate(at: number): number {
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! <= at) low = middle;
      else high = middle;
    }
    return (this.#sources[low] ?? 0) + at - (this.#starts[low] ?? 0);
  }
}

/** An escape of JSON and JavaScript, once or several times, or a reference to a character of HTML. */
const ESCAPE = /\\+(?:u([\da-f]{4})|x([\da-f]{2})|[bfnrt"'/])?|&#(\d+);|&#x([\da-f]+);|&([a-z]\w+);/gi;
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
};

/** Reads a text with the escapes of JSON, JavaScript and HTML, whichever it has. */
export function decodeEscapes(text: string, named: (name: string) => string): Reading {
  const reading = new Reading();
  let at = 0;
  for (const match of text.matchAll(ESCAPE)) {
    const [all, utf16, latin, decimal, hex, name] = match;
    reading.add(text.slice(at, match.index), at);
    const code = utf16 ?? latin ?? hex;
    const point = code !== undefined ? parseInt(code, 16) : decimal !== undefined ? Number(decimal) : null;
    const meant = name !== undefined ? (NAMED[name] ?? named(all)) : / ?["'/]$/.test(all) ? all.slice(-1) : ' ';
    reading.add(point === null ? meant : point > 0x10ffff ? ' ' : String.fromCodePoint(point), match.index);
    at = match.index + all.length;
  }
  reading.add(text.slice(at), at);
  return reading;
}

/** Markup of an element. The name of an element in a line divides no word. */
const TAG = /<\/?([a-z][\w-]*)(?:\s[^<>]*)?\/?>|<!--|-->|<!\[CDATA\[|\]\]>/gi;
const INLINE =
  /^(?:a|abbr|b|bdi|bdo|cite|code|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)$/i;

/** Reads a text without the tags in it. */
export function leaveTagsOut(read: Reading): Reading {
  const reading = new Reading();
  let at = 0;
  const addUpTo = (end: number): void => {
    // A part of the other reading may lie in several places of its source.
    reading.add(read.text.slice(at, end), at);
  };
  for (const match of read.text.matchAll(TAG)) {
    addUpTo(match.index);
    if (!INLINE.test(match[1] ?? '')) reading.add(' ', match.index);
    at = match.index + match[0].length;
  }
  addUpTo(read.text.length);
  return reading;
}
