/**
 * A reporter for node:test that writes the one line `{ passed, failed, skipped, failures }` which scripts/test.mjs sums up.
 * `failures` has name and file of each test that failed, not of the suites that hold them.
 */
export default async function* countNodeTests(events) {
  const totals = {};
  const failures = [];
  for await (const { type, data } of events) {
    // The totals that the runner prints at the end count tests only, not suites.
    const total = type === 'test:diagnostic' && /^(pass|fail|cancelled|skipped|todo) (\d+)$/.exec(data.message);
    if (total) totals[total[1]] = Number(total[2]);
    const isCause = type === 'test:fail' && data.details.error?.failureType !== 'subtestsFailed';
    if (isCause) failures.push({ name: data.name, file: data.file });
  }
  const { pass = 0, fail = 0, cancelled = 0, skipped = 0, todo = 0 } = totals;
  yield `${JSON.stringify({ passed: pass, failed: fail + cancelled, skipped: skipped + todo, failures })}\n`;
}
