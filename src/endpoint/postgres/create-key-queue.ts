/**
 * Creates a function that runs tasks of one key one after the other: requests for one reader would otherwise hold all connections
 * while they wait for each other in the database.
 */
export function createKeyQueue(): <Result>(key: string, run: () => Promise<Result>) => Promise<Result> {
  const last = new Map<string, Promise<unknown>>();
  return (key, run) => {
    const before = last.get(key);
    const task = before ? before.then(run, run) : run();
    last.set(key, task);
    const forget = (): void => {
      if (last.get(key) === task) last.delete(key);
    };
    task.then(forget, forget);
    return task;
  };
}
