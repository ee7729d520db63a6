import { SCRIPT, type Parts, type PartWithText } from './built-part.js';
import { quoteText } from './quote-text.js';

/** Everything that a bundle is made of besides the built files. */
export interface BundleOptions {
  /** JSON text. */
  readonly config: string;
  /** Detached signature of that text; `null` where it is not signed. */
  readonly signature?: string | null;
  /** Files that the bundle holds besides the script. */
  readonly held: readonly string[];
  /** Address of the other files, absolute or from the bundle. It ends with a slash; `./` is beside the bundle. */
  readonly base: string;
  /** A comment at the beginning. */
  readonly banner: string;
  /** Whether the bundle requests no other file. A chunk that it does not hold counts as one that does not arrive. */
  readonly isSingle?: boolean;
  /** Name of the cookie that holds the token. Default: `blaize_jwt`. */
  readonly cookie?: string | undefined;
}

/** Names that the joined files share. None of the files uses them itself. */
const [PARTS, READY, TAKE, ASK, BASE, LEFT] = [
  ...(['$zephrParts', '$zephrReady', '$zephrTake', '$zephrAsk', '$zephrBase', '$zephrLeft'] as const),
] as const;

/**
 * Joins the script, a config and chunks into one classic script. A chunk becomes a function that runs when it is first
 * imported and returns its exports, so a chunk that a reader does not need costs no time. `import()` of it becomes a promise
 * that is settled already, so deciding waits for nothing. All other code stays as it was built.
 *
 * @throws {Error} Where a held chunk imports names from one that is not held, which would be loaded twice; where a file is not
 *   there or is not made for bundles.
 */
export function joinParts(parts: Parts, options: BundleOptions): string {
  const { config, signature, held, base, banner, cookie, isSingle = false } = options;
  const signed = signature ? `__ZEPHR_SIGNATURE__=${quoteText(signature)},` : '';
  const partOf = (file: string): PartWithText => findPart(parts, file);
  const rewrite = (file: string): string => rewritePart(file, partOf(file), parts, options);
  const script = rewrite(SCRIPT);
  if (cookie !== undefined && !parts[SCRIPT]?.cookie) throw new Error(`${SCRIPT} names no cookie`);
  // A comment that has Chromium compile all functions while the script arrives. The bundle needs it once.
  const hint = partOf(SCRIPT).text.slice(0, partOf(SCRIPT).start).trim();
  // Methods, because engines that compile a function in brackets at once compile these when they are called.
  const methods = held.map((file) => {
    const gives = Object.entries(partOf(file).gives).map(([name, local]) => `${name}:${local}`);
    return `${quoteText(file)}(){"use strict";${rewrite(file)}\nreturn{${gives.join()}}}`;
  });
  return [
    ...(hint ? [hint] : []),
    banner,
    '(()=>{',
    `const __ZEPHR_CONFIG__=${quoteText(config)},${signed}${isSingle ? LEAVE : `${BASE}=${writeBase(base)}`},${READY}={},${PARTS}={`,
    methods.join(',\n'),
    '},',
    `${TAKE}=(file)=>${READY}[file]??=(0,${PARTS}[file])(),${ASK}=async(file)=>${TAKE}(file);`,
    script,
    '})();',
    '',
  ].join('\n');
}

/** Rejects for a file that a bundle does not hold. */
const LEAVE = `${LEFT}=async(file)=>{throw new Error(file+' is not in this bundle')}`;

/**
 * Writes an expression for the address of the chunks. It is absolute where the bundle has an address, so that a bundle from
 * another origin finds them without `crossorigin` at its tag.
 */
function writeBase(base: string): string {
  if (/^https?:/.test(base)) return quoteText(base);
  const script = `Reflect.get(Document.prototype,'currentScript',document)`;
  return `((a)=>/^http/.test(a)?new URL(${quoteText(base)},a).href:${quoteText(base)})(${script}?.src)`;
}

/** Finds a mapped file that a bundle can hold. */
function findPart(parts: Parts, file: string): PartWithText {
  const part = parts[file];
  if (!part) throw new Error(`there is no ${file}`);
  if (part.text.includes('$zephr')) throw new Error(`${file} uses a name of the bundle's own`);
  return part;
}

/** Replaces the imports of a file, and the name of the cookie. Gives the file's own code, without its exports. */
function rewritePart(file: string, part: PartWithText, parts: Parts, options: BundleOptions): string {
  const { held, cookie, isSingle } = options;
  const takes = part.takes.map(({ names, ...take }) => {
    if (!held.includes(take.file)) throw new Error(`${file} needs ${take.file}`);
    const pattern = Object.entries(names).map(([name, local]) => `${name}:${local}`);
    return { ...take, code: `const{${pattern.join()}}=${TAKE}(${quoteText(take.file)});` };
  });
  const asks = part.asks.map((ask) => ({
    ...ask,
    code: held.includes(ask.file)
      ? `${ASK}(${quoteText(ask.file)})`
      : isSingle
        ? `${LEFT}(${quoteText(ask.file)})`
        : `import(${BASE}+${quoteText(parts[ask.file]?.path ?? ask.file)})`,
  }));
  const named = cookie !== undefined && part.cookie ? [{ ...part.cookie, code: quoteText(`${cookie}=`) }] : [];
  let [code, at] = ['', part.start];
  const changes = [...takes, ...asks, ...named].sort((one, other) => one.start - other.start);
  for (const { start, end, code: replaced } of changes) {
    code += part.text.slice(at, start) + replaced;
    at = end;
  }
  return (code + part.text.slice(at, part.end)).replace(PAGE_TAGS, '\\x3c');
}

/**
 * The beginning of tags that servers and optimisers look for in a page, to insert code of their own. A bundle that is text in the
 * page has them in texts only, where an escape says the same.
 */
const PAGE_TAGS = /<(?=\/?(?:head|body)>|\/html>)/g;
