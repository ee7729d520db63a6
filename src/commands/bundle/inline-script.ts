import { Parser } from 'htmlparser2';

/** A script element of a page. */
export interface PageScript {
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Where it is in the page, tags included. */
interface FoundScript extends PageScript {
  readonly start: number;
  readonly end: number;
}

/** Attributes that say how a file is loaded, or where the config is: the script in the page has both. */
const OF_FILES = /^(?:src|integrity|crossorigin|async|defer|type|fetchpriority|referrerpolicy|data-config)$/;

/**
 * Puts a script into a page, in the place of the element that loads it. Every other character of the page stays, and the
 * attributes of the element that say what the script does stay too.
 *
 * @param isOurs - Recognises the element. The first one counts.
 * @returns `null` where the page has no such element.
 * @throws {Error} For a script that would end its own element, or hide its end (WHATWG HTML, section 4.12.1.3).
 */
export function inlineScript(html: string, script: string, isOurs: (script: PageScript) => boolean): string | null {
  const forbidden = /<\/script|<!--/i.exec(script);
  if (forbidden) throw new Error(`a script with ${forbidden[0]} cannot be text of a page`);
  const found = findScripts(html).find(isOurs);
  if (!found) return null;
  const kept = Object.entries(found.attributes).filter(([name]) => !OF_FILES.test(name));
  const tag = ['<script', ...kept.map(([name, value]) => (value === '' ? name : `${name}="${quote(value)}"`))].join(
    ' ',
  );
  return `${html.slice(0, found.start)}${tag}>${script}</script>${html.slice(found.end)}`;
}

function findScripts(html: string): readonly FoundScript[] {
  const found: FoundScript[] = [];
  let [attributes, start, inside]: [PageScript['attributes'], number, number] = [{}, 0, 0];
  const parser = new Parser({
    onopentag: (name, given) => {
      if (name === 'script') [attributes, start, inside] = [given, parser.startIndex, parser.endIndex + 1];
    },
    onclosetag: (name, isImplied) => {
      if (name !== 'script' || isImplied) return;
      found.push({ attributes, text: html.slice(inside, parser.startIndex), start, end: parser.endIndex + 1 });
    },
  });
  parser.end(html);
  return found;
}

/** Escapes a value for an attribute. */
function quote(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
