/** A `<zephr-feature>` whose content a browser leaves outside of it. */
export interface CutOffFeature {
  readonly feature: string;
  /** The element that cuts it off. */
  readonly by: string;
}

/** Elements that end an open paragraph (WHATWG HTML, section 13.2.6.4.7). */
const BLOCKS = new Set(
  (
    'address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form header ' +
    'hgroup h1 h2 h3 h4 h5 h6 hr li listing main menu nav ol p pre plaintext search section summary table ul xmp'
  ).split(' '),
);
/** Elements that keep a browser from ending an element of another name around them (the same, 13.2.4.2: "special"). */
const SPECIAL = new Set([...BLOCKS, ...'tbody td tfoot th thead tr'.split(' ')]);
/** Elements through which an open paragraph is not seen. */
const SCOPES = new Set('applet button caption html marquee object table td th template'.split(' '));
/** Parents that a browser does not let a feature into: it is moved before the table. */
const TABLE_PARTS = new Set(['table', 'tbody', 'thead', 'tfoot', 'tr']);

/** Follows the elements of a page in its source, and finds features that a browser closes early. */
export class FeatureNesting {
  readonly cutOff: CutOffFeature[] = [];
  /** Features that do not end at their end tag, and the element that is still open there. */
  readonly unended: CutOffFeature[] = [];
  /** Names of the open elements, and the ids of features. */
  readonly #open: { readonly name: string; readonly feature: string | undefined }[] = [];
  /** The outermost special element that the next end tag leaves open. */
  #left: string | null = null;

  open(name: string, feature: string | undefined): void {
    this.#left = null;
    const parent = this.#open.at(-1);
    if (name === 'zephr-feature' && parent && TABLE_PARTS.has(parent.name)) this.#add(feature, parent.name);
    if (BLOCKS.has(name)) this.#checkParagraph(name);
    this.#open.push({ name, feature: name === 'zephr-feature' ? (feature ?? '') : undefined });
  }

  /** @param isImplied - The source has no end tag for it here. */
  close(name: string, isImplied: boolean): void {
    const element = this.#open.pop();
    const left = this.#left;
    if (!isImplied) {
      this.#left = null;
      if (element?.feature !== undefined && left !== null) this.unended.push({ feature: element.feature, by: left });
      return;
    }
    if (SPECIAL.has(name)) this.#left = name;
    if (name !== 'zephr-feature') return;
    const around = this.#open.at(-1);
    if (around) this.#add(element?.feature, around.name);
  }

  /** A block inside a feature inside a paragraph ends both. */
  #checkParagraph(block: string): void {
    const names = this.#open.map(({ name }) => name);
    const scope = names.findLastIndex((name) => SCOPES.has(name));
    const paragraph = names.indexOf('p', scope + 1);
    if (paragraph < 0) return;
    for (const { name, feature } of this.#open.slice(paragraph)) {
      if (name === 'zephr-feature') this.#add(feature, `p> before <${block}`);
    }
  }

  #add(feature: string | undefined, by: string): void {
    if (this.cutOff.some((known) => known.feature === feature)) return;
    this.cutOff.push({ feature: feature ?? '', by });
  }
}
