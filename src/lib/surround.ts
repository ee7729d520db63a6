/** Rows of a table that are looked at for the number of its columns. */
const MAX_COUNTED_ROWS = 100;

/** An element, as far as it is touched here. */
interface Box {
  readonly ownerDocument: { createElement(name: string): Box } | null;
  append(child: unknown): void;
  /** Of a cell alone. */
  colSpan?: number;
}

/** An element of the page, in which a table may be around. */
interface Parent {
  closest?(selector: 'table'): unknown;
}

interface Table {
  readonly rows: ArrayLike<{ readonly cells: ArrayLike<{ readonly colSpan: number }> }>;
}

/**
 * Puts elements around another, as its place asks for them; a cell is as wide as the table.
 *
 * @param names - Names of the elements, the outer one first.
 * @param parent - Where the outer one will be.
 * @returns The outer one: the element itself where there are no names.
 */
export function surround<Element extends Box>(element: Element, names: readonly string[], parent: Parent): Element {
  let outer: Box = element;
  for (const name of [...names].reverse()) {
    const box = element.ownerDocument!.createElement(name);
    box.append(outer);
    if (name === 'td') box.colSpan = countColumns(parent.closest?.('table'));
    outer = box;
  }
  return outer as Element;
}

function countColumns(table: unknown): number {
  const rows = Array.from((table as Table | null)?.rows ?? []).slice(0, MAX_COUNTED_ROWS);
  return Math.max(1, ...rows.map(({ cells }) => Array.from(cells).reduce((sum, { colSpan }) => sum + colSpan, 0)));
}
