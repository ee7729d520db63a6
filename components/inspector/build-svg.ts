const SVG = 'http://www.w3.org/2000/svg';
const PIECE = /<(\/?)([\w-]+)((?:\s[\w:-]+="[^"]*")*)\s*(\/?)>|[^<]+/g;
const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/**
 * Builds the elements of a drawing. Not by the parser of the browser, which a policy of Trusted Types keeps from text; and without
 * its styles, which a policy on styles refuses.
 *
 * @param text - SVG as `renderSvg` writes it.
 */
export function buildSvg(text: string): Element {
  const root = document.createElementNS(SVG, 'g');
  let at: Element = root;
  for (const [piece, end, name, attributes = '', isEmpty] of text.matchAll(PIECE)) {
    if (name === undefined) at.append(unescape(piece));
    else if (end) at = at.parentElement!;
    else {
      const element = document.createElementNS(SVG, name);
      // ` name="value" other="value"`: every second part is a value.
      const parts = attributes.split('"');
      for (let i = 0; i + 1 < parts.length; i += 2)
        element.setAttribute(parts[i]!.trim().slice(0, -1), unescape(parts[i + 1]!));
      at.append(element);
      if (!isEmpty) at = element;
    }
  }
  root.querySelector('style')?.remove();
  return root.firstElementChild!;
}

function unescape(text: string): string {
  return text.replace(/&(amp|lt|gt|quot);/g, (_whole, name: string) => CHARACTERS[name]!);
}
