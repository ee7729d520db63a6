/** A reporter for node:test that writes the one line `{ passed, failed, skipped }` which scripts/test.mjs sums up. */
export default async function* countNodeTests(events) {
  const totals = {};
  for await (const { type, data } of events) {
    // The totals that the runner prints at the end count tests only, not suites.
    const total = type === 'test:diagnostic' && /^(pass|fail|cancelled|skipped|todo) (\d+)$/.exec(data.message);
    if (total) totals[total[1]] = Number(total[2]);
  }
  const { pass = 0, fail = 0, cancelled = 0, skipped = 0, todo = 0 } = totals;
  yield `${JSON.stringify({ passed: pass, failed: fail + cancelled, skipped: skipped + todo })}\n`;
}
