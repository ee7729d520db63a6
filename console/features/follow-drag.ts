/** Pixels that a pointer moves before it drags. */
const DRAG_DISTANCE = 6;

/**
 * Follows a pointer that may drag something onto a row of a rule. The row under it is marked.
 *
 * @param event - The `pointerdown` of the thing.
 * @param onDrop - Is called with the JSON pointer of the row that it is dropped on.
 */
export function followDrag(event: PointerEvent, onDrop: (row: string) => void): void {
  if (event.button !== 0) return;
  const ends = new AbortController();
  const { signal } = ends;
  let over: Element | null = null;
  let isDragging = false;
  const mark = (row: Element | null): void => {
    over?.classList.remove('drop');
    row?.classList.add('drop');
    over = row;
  };
  const move = ({ clientX, clientY }: PointerEvent): void => {
    isDragging ||= Math.hypot(clientX - event.clientX, clientY - event.clientY) > DRAG_DISTANCE;
    if (isDragging) mark(document.elementFromPoint(clientX, clientY)?.closest('[data-row]') ?? null);
  };
  const end = (): void => {
    const row = over?.getAttribute('data-row');
    mark(null);
    ends.abort();
    if (row) onDrop(row);
  };
  const cancel = (): void => {
    mark(null);
    ends.abort();
  };
  addEventListener('pointermove', move, { signal });
  addEventListener('pointerup', end, { signal });
  addEventListener('pointercancel', cancel, { signal });
}
