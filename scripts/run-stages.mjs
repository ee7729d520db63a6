/**
 * The counts of a stage.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/**
 * A stage of tests or checks.
 *
 * @typedef {object} Stage
 * @property {string} name
 * @property {() => Promise<Counts>} run
 * @property {readonly string[]} [needs] - Stages that have to pass first, as far as they are among those that run.
 * @property {boolean} [isAlone] - Nothing runs beside it. Tests in browsers fail by the clock on a busy machine.
 * @property {boolean} [stops] - When it fails, stages that have not begun do not run.
 */

/**
 * Runs stages side by side, as many as there are slots, in their order where nothing keeps them waiting.
 *
 * @param {readonly Stage[]} stages
 * @param {number} slots
 * @returns {Promise<(Partial<Counts> & { name: string, seconds?: string })[]>} Rows in the order of the stages. A stage that did
 *   not run has no counts.
 */
export function runStages(stages, slots) {
  const rows = new Map();
  const waiting = new Set(stages);
  const running = new Set();
  let isStopped = false;

  const isSettled = (name) => !stages.some((stage) => stage.name === name) || rows.has(name);
  const hasFailed = (name) => rows.get(name)?.failed !== 0 && rows.has(name);
  const canStart = ({ needs = [], isAlone }) =>
    needs.every(isSettled) && running.size < (isAlone ? 1 : slots) && ![...running].some((stage) => stage.isAlone);

  return new Promise((done, fail) => {
    const start = async (stage) => {
      waiting.delete(stage);
      running.add(stage);
      const begun = Date.now();
      const counts = await stage.run();
      running.delete(stage);
      rows.set(stage.name, { name: stage.name, ...counts, seconds: ((Date.now() - begun) / 1000).toFixed(1) });
      if (counts.failed > 0 && stage.stops) isStopped = true;
      next();
    };
    const next = () => {
      for (const stage of waiting) {
        if (isStopped || stage.needs?.some(hasFailed)) {
          waiting.delete(stage);
          rows.set(stage.name, { name: stage.name });
        }
      }
      for (const stage of waiting) if (canStart(stage)) start(stage).catch(fail);
      if (waiting.size === 0 && running.size === 0) done(stages.map(({ name }) => rows.get(name)));
    };
    next();
  });
}
