/** Listens on the window, or on anything else that has events; returns a function that stops it. */
export function listenTo<Type extends keyof WindowEventMap>(
  target: Window,
  type: Type,
  listener: (event: WindowEventMap[Type]) => void,
): () => void;
export function listenTo(target: EventTarget, type: string, listener: (event: Event) => void): () => void;
export function listenTo(target: EventTarget, type: string, listener: (event: never) => void): () => void {
  // Elements of the page can take the names of the window's methods, but not those that the prototype holds.
  EventTarget.prototype.addEventListener.call(target, type, listener as EventListener);
  return () => EventTarget.prototype.removeEventListener.call(target, type, listener as EventListener);
}
