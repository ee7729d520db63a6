/** How much of a feature's content stays. */
export type KeepAmount = { readonly words: number } | { readonly paragraphs: number };

/**
 * Copies the beginning of some content, markup well-formed: up to the end of the last word or paragraph that stays.
 *
 * @param nodes - The content; it is not touched.
 * @param language - BCP 47 tag, for the rules by which words are told apart (Unicode UAX 29, by `Intl.Segmenter`).
 * @returns The copy, without scripts and without ids, as an id may stand in a page only once.
 */
export function keepContent(nodes: readonly Node[], amount: KeepAmount, language: string): DocumentFragment {
  const copy = document.createDocumentFragment();
  copy.append(...nodes.map((node) => node.cloneNode(true)));
  for (const script of copy.querySelectorAll('script')) script.remove();
  for (const element of copy.querySelectorAll('[id]')) element.removeAttribute('id');
  if ('words' in amount) keepWords(copy, amount.words, language);
  else keepParagraphs(copy, amount.paragraphs);
  return copy;
}

function keepWords(copy: DocumentFragment, words: number, language: string): void {
  if (words === 0) copy.replaceChildren();
  const segmenter = new Intl.Segmenter(supported(language), { granularity: 'word' });
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  let left = words;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement?.closest('style')) continue;
    for (const { isWordLike, index, segment } of segmenter.segment(node.nodeValue ?? '')) {
      if (!isWordLike || --left) continue;
      const rest = node.nodeValue!.slice(index + segment.length);
      if (rest.trim() || hasMore(node, copy)) node.nodeValue = `${node.nodeValue!.slice(0, index + segment.length)} …`;
      removeAfter(node, copy);
      return;
    }
  }
}

function keepParagraphs(copy: DocumentFragment, paragraphs: number): void {
  const last = copy.querySelectorAll('p')[paragraphs - 1];
  if (paragraphs === 0) copy.replaceChildren();
  else if (last) removeAfter(last, copy);
}

/** Whether any text follows a node. */
function hasMore(node: Node, root: Node): boolean {
  const range = document.createRange();
  range.setStartAfter(node);
  range.setEnd(root, root.childNodes.length);
  return range.toString().trim() !== '';
}

function removeAfter(node: Node, root: Node): void {
  for (let at: Node | null = node; at && at !== root; at = at.parentNode) {
    while (at.nextSibling) at.parentNode!.removeChild(at.nextSibling);
  }
}

function supported(language: string): string[] {
  try {
    return Intl.Segmenter.supportedLocalesOf(language || []);
  } catch {
    return [];
  }
}
