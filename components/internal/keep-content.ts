/** How much of a feature's content stays. */
export type KeepAmount = { readonly words: number } | { readonly paragraphs: number };

/** The beginning that stays, and whether anything was cut off. */
export interface Kept {
  readonly content: DocumentFragment;
  readonly isCut: boolean;
}

/**
 * Copies the beginning of some content, markup well-formed: up to the end of the last word or paragraph that stays.
 *
 * @param nodes - The content; it is not touched.
 * @param language - BCP 47 tag, for the rules that separate words (Unicode UAX 29, by `Intl.Segmenter`).
 * @returns The copy, without scripts and without ids, as an id must be unique in a page.
 */
export function keepContent(nodes: readonly Node[], amount: KeepAmount, language: string): Kept {
  const copy = document.createDocumentFragment();
  copy.append(...nodes.map((node) => node.cloneNode(true)));
  for (const script of copy.querySelectorAll('script')) script.remove();
  for (const element of copy.querySelectorAll('[id]')) element.removeAttribute('id');
  const before = copy.textContent.trim().length;
  if ('words' in amount) keepWords(copy, amount.words, language);
  else keepParagraphs(copy, amount.paragraphs);
  return { content: copy, isCut: copy.textContent.trim().length !== before };
}

function keepWords(copy: DocumentFragment, words: number, language: string): void {
  if (words === 0) copy.replaceChildren();
  const ends = wordEnds(language);
  const isText = (node: Node): number =>
    node.nodeName === 'STYLE' ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, isText);
  let left = words;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    const found = ends(node.data);
    const end = found[left - 1];
    left -= found.length;
    if (end === undefined) continue;
    const rest = after(node, copy);
    if (node.data.slice(end).trim() || rest.toString().trim()) node.data = `${node.data.slice(0, end)} …`;
    rest.deleteContents();
    return;
  }
}

function keepParagraphs(copy: DocumentFragment, paragraphs: number): void {
  const last = copy.querySelectorAll('p')[paragraphs - 1];
  if (paragraphs === 0) copy.replaceChildren();
  else if (last) after(last, copy).deleteContents();
}

/** All that follows a node. A range finds its way by itself: members of a form's node can be named by what is in it. */
function after(node: Node, root: Node): Range {
  const range = document.createRange();
  range.setStartAfter(node);
  range.setEnd(root, root.childNodes.length);
  return range;
}

/** Finds where the words of a text end: by the rules of the language, or by white space if the browser has no rules. */
function wordEnds(language: string): (text: string) => number[] {
  if (!('Segmenter' in Intl)) return (text) => [...text.matchAll(/\S+/g)].map((word) => word.index + word[0].length);
  const segmenter = new Intl.Segmenter(supported(language), { granularity: 'word' });
  return (text) =>
    [...segmenter.segment(text)].flatMap(({ isWordLike, index, segment }) =>
      isWordLike ? index + segment.length : [],
    );
}

function supported(language: string): string[] {
  try {
    return Intl.Segmenter.supportedLocalesOf(language || []);
  } catch {
    return [];
  }
}
