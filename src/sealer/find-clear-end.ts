import { Parser } from 'htmlparser2';
import { WordCounter } from '../lib/word-counter.js';

/** The beginning of a content that stays in clear. */
export type ClearAmount = { readonly words: number } | { readonly paragraphs: number };

/** Where a content is divided. */
export interface ClearPart {
  /** Markup before the seal: the beginning of the content, and a copy of the beginning of the block that is cut. */
  readonly clear: string;
  /** Where the sealed part begins. */
  readonly start: number;
}

const BLOCKS = new Set(
  (
    'address article aside blockquote center details dialog dd dir div dl dt fieldset figcaption figure footer form header ' +
    'hgroup h1 h2 h3 h4 h5 h6 hr li main menu nav ol p pre search section summary table caption tbody thead tfoot tr ul ' +
    'iframe video audio object embed canvas zephr-feature'
  ).split(' '),
);
/** Elements whose text is no paragraph of a story. */
const BESIDE = new Set('aside nav address figure figcaption caption h1 h2 h3 h4 h5 h6 hgroup header footer'.split(' '));
/** Elements without text to read. */
const UNREAD = new Set(
  (
    'script style noscript template title desc metadata rp datalist select textarea button label input audio video object ' +
    'iframe embed canvas svg'
  ).split(' '),
);
const READ = /[\p{L}\p{N}]/u;
/** References to characters that are no letters. */
const SIGNS =
  /^&(?:nbsp|[ez][nm]sp|thinsp|amp|lt|gt|quot|apos|[lrsb][sd]quo|[lr]aquo|[nm]dash|hellip|middot|bull|shy|#(?:1[67]\d|3\d|8\d{3}|x20[\da-f]{2}|x[23][\da-f]|xa\d))$/i;

/** Text that is read in one go, up to the next block. */
interface Run {
  text: string;
  readonly parts: { readonly source: number; readonly at: number }[];
  end: number;
  isStory: boolean;
}

/**
 * Finds the beginning of a content that stays in clear, by words or paragraphs as a page counts them for `keep`, but in the
 * source, without styles.
 *
 * @param inside - Markup.
 * @param language - BCP 47 tag, for the division into words.
 * @returns `null` where there is not more than that: then nothing would be sealed.
 */
export function findClearPart(inside: string, amount: ClearAmount, language: string): ClearPart | null {
  const count = 'words' in amount ? amount.words : amount.paragraphs;
  if (count === 0) return { clear: '', start: 0 };
  const found = new ClearFinder(inside, 'words' in amount, count, new WordCounter(language)).find();
  if (found === null) return null;
  // The block that ends here ends in clear.
  const closing = /(?:\s*<\/[a-z][^>]*>)*/iy;
  closing.lastIndex = found;
  const cut = found + (closing.exec(inside)?.[0].length ?? 0);
  if (!hasContent(inside.slice(cut))) return null;
  return divide(inside, cut);
}

/** Divides a content at a place in its text. A block that is cut is in clear as far as that, and whole in the sealed part. */
function divide(inside: string, cut: number): ClearPart {
  const open: { readonly name: string; readonly start: number; readonly tagEnd: number }[] = [];
  const parser = new Parser({
    onopentag: (name) => open.push({ name, start: parser.startIndex, tagEnd: parser.endIndex }),
    onclosetag: () => open.pop(),
  });
  parser.write(inside.slice(0, cut));
  const [block] = open;
  if (!block) return { clear: inside.slice(0, cut), start: cut };
  const ends = [...open].reverse().map(({ name }) => `</${name}>`);
  const beginning = `${inside.slice(0, block.tagEnd)} data-zephr-teaser${inside.slice(block.tagEnd, cut)}`;
  return { clear: beginning + ends.join(''), start: block.start };
}

/** Whether there is anything to see in some markup. */
function hasContent(markup: string): boolean {
  let found = false;
  const parser = new Parser({
    onopentagname: (name) => {
      const isSeen = /^(?:img|picture|svg|math|video|audio|object|iframe|embed|canvas|table|form|input)$/.test(name);
      if (isSeen || name.includes('-')) find();
    },
    ontext: (text) => {
      if (READ.test(text)) find();
    },
  });
  const find = (): void => {
    found = true;
    // The rest is not read.
    parser.pause();
  };
  parser.end(markup);
  return found;
}

class ClearFinder {
  readonly #inside: string;
  readonly #isWords: boolean;
  readonly #counter: WordCounter;
  #left: number;
  #run = createRun();
  #unread = 0;
  #beside = 0;
  #found: number | null = null;

  constructor(inside: string, isWords: boolean, count: number, counter: WordCounter) {
    this.#inside = inside;
    this.#isWords = isWords;
    this.#left = count;
    this.#counter = counter;
  }

  find(): number | null {
    const parser = new Parser(
      {
        onopentagname: (name) => {
          this.#enter(name);
          if (this.#found !== null) parser.pause();
        },
        onclosetag: (name) => {
          this.#leave(name);
          if (this.#found !== null) parser.pause();
        },
        ontext: (text) => this.#read(text, parser.startIndex),
      },
      // So that a text has as many characters as its source.
      { decodeEntities: false },
    );
    parser.end(this.#inside);
    this.#endRun();
    return this.#found;
  }

  #enter(name: string): void {
    if (name === 'br') this.#run.text += '\n';
    if (BLOCKS.has(name)) this.#endRun();
    if (UNREAD.has(name)) this.#unread++;
    if (BESIDE.has(name)) this.#beside++;
  }

  #leave(name: string): void {
    if (BLOCKS.has(name)) this.#endRun();
    if (UNREAD.has(name)) this.#unread--;
    if (BESIDE.has(name)) this.#beside--;
  }

  #read(text: string, source: number): void {
    if (this.#unread > 0 || this.#found !== null) return;
    const run = this.#run;
    const plain = text.replace(/&#?\w+/g, (name) => (SIGNS.test(name) ? ' ' : 'x').repeat(name.length));
    run.parts.push({ source, at: run.text.length });
    run.text += plain;
    if (plain.trim()) run.end = source + text.trimEnd().length;
    run.isStory ||= this.#beside === 0 && READ.test(plain);
  }

  #endRun(): void {
    const run = this.#run;
    this.#run = createRun();
    if (this.#found !== null || !READ.test(run.text)) return;
    if (!this.#isWords) {
      if (run.isStory && --this.#left === 0) this.#found = run.end;
      return;
    }
    const { words, end } = this.#counter.count(run.text, this.#left);
    this.#left -= words;
    if (this.#left > 0) return;
    // Where the block has no more words, it ends in clear, with the signs behind them.
    const { source, at } = run.parts.findLast((part) => part.at < end)!;
    this.#found = READ.test(run.text.slice(end)) ? source + end - at : run.end;
  }
}

function createRun(): Run {
  return { text: '', parts: [], end: 0, isStory: false };
}
