/** Levels. What is read and written by recursion has to fit every runtime's stack. */
const MOST = 200;

/** Whether a JSON value has more than 200 levels of lists and objects in each other. */
export function isNestedDeeply(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length; depth++) {
    if (depth > MOST) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? (Object.values(one) as unknown[]) : []));
  }
  return false;
}
