/** Runs something on a device in another time zone: Node reads `TZ` again whenever it is set. */
export function onDeviceIn<Result>(timeZone: string, run: () => Result): Result {
  const { TZ } = process.env;
  process.env['TZ'] = timeZone;
  try {
    return run();
  } finally {
    if (TZ === undefined) delete process.env['TZ'];
    else process.env['TZ'] = TZ;
  }
}
