/** Listens on the window. Elements of the page can take the names of its methods, but not those that the prototype holds. */
export function listenToWindow<Type extends keyof WindowEventMap>(
  type: Type,
  listener: (event: WindowEventMap[Type]) => void,
): void {
  EventTarget.prototype.addEventListener.call(window, type, listener as EventListener);
}
