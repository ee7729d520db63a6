/** Loads and registers the element, once. Rejects where it does not arrive. */
export async function loadBlock(): Promise<void> {
  await import('./define.js');
}
