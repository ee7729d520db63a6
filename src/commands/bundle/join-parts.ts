import { SCRIPT, type Parts, type PartWithText } from './part.js';
import { quoteText } from './quote-text.js';

/** What a bundle is made of. */
export interface BundleWish {
  /** JSON text. */
  readonly config: string;
  /** Files that it holds besides the script. */
  readonly held: readonly string[];
  /** Where the others are: an address that ends with a slash, `./` is beside the bundle. */
  readonly base: string;
  /** A comment at the beginning. */
  readonly banner: string;
  /** Name of the cookie that holds the token, where it is not the usual one. */
  readonly cookie?: string | undefined;
}

/** Names that the joined files share; none of them uses such a one itself. */
const [PARTS, READY, TAKE, ASK] = ['$zephrParts', '$zephrReady', '$zephrTake', '$zephrAsk'] as const;

/**
 * Has Chromium compile all functions while the script arrives, in another thread, and not each when it is first called
 * (V8, "Explicit compile hints", 2025): of the time that the script keeps a page from painting, most is compiling. Other
 * browsers see a comment.
 */
const COMPILE_AT_ONCE = '//# allFunctionsCalledOnLoad';

/** By this the script guesses before it has a config whether there is a token; else it asks for the walls. */
const USUAL_COOKIE = '"blaize_jwt="';

/**
 * Joins the script, a config and chunks into one classic script. A chunk becomes a function that runs when it is first
 * asked for and returns its exports, so that what a reader does not need costs him no time; `import()` of it becomes a
 * promise that is settled already, so that deciding waits for nothing. All other code stays as it was built.
 *
 * @throws {Error} Where a held chunk takes names from one that is not held: it would be loaded twice.
 */
export function joinParts(parts: Parts, { config, held, base, banner, cookie }: BundleWish): string {
  const partOf = (file: string): PartWithText => {
    const part = parts[file];
    if (!part) throw new Error(`there is no ${file}`);
    if (part.text.includes('$zephr')) throw new Error(`${file} uses a name of the bundle's own`);
    return part;
  };
  const rewrite = (file: string): string => {
    const part = partOf(file);
    const takes = part.takes.map(({ names, ...take }) => {
      if (!held.includes(take.file)) throw new Error(`${file} needs ${take.file}`);
      const pattern = Object.entries(names).map(([name, local]) => `${name}:${local}`);
      return { ...take, code: `const{${pattern.join()}}=${TAKE}(${quoteText(take.file)});` };
    });
    const asks = part.asks.map((ask) => ({
      ...ask,
      code: held.includes(ask.file) ? `${ASK}(${quoteText(ask.file)})` : `import(${quoteText(base + ask.file)})`,
    }));
    // The bundle says so itself, once.
    const opening = `${COMPILE_AT_ONCE}\n`;
    let [code, at] = ['', part.text.startsWith(opening) ? opening.length : 0];
    for (const { start, end, code: replaced } of [...takes, ...asks].sort((one, other) => one.start - other.start)) {
      code += part.text.slice(at, start) + replaced;
      at = end;
    }
    return code + part.text.slice(at, part.end);
  };
  const script = rewrite(SCRIPT);
  // Methods, because engines that compile a function in brackets at once compile these when they are called.
  const methods = held.map((file) => {
    const gives = Object.entries(partOf(file).gives).map(([name, local]) => `${name}:${local}`);
    return `${quoteText(file)}(){"use strict";${rewrite(file)}\nreturn{${gives.join()}}}`;
  });
  return [
    COMPILE_AT_ONCE,
    banner,
    '(()=>{',
    `const __ZEPHR_CONFIG__=${quoteText(config)},${READY}={},${PARTS}={`,
    methods.join(',\n'),
    '},',
    `${TAKE}=(file)=>${READY}[file]??=(0,${PARTS}[file])(),${ASK}=async(file)=>${TAKE}(file);`,
    cookie === undefined ? script : script.replace(USUAL_COOKIE, () => quoteText(`${cookie}=`)),
    '})();',
    '',
  ].join('\n');
}
