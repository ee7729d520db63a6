/** A process of a build: runs the jobs that it is sent, one after the other, until its parent disconnects. */
import { runJob } from './build-jobs.mjs';

process.on('message', async (job) => {
  try {
    process.send({ result: await runJob(job) });
  } catch ({ message, id, frame }) {
    process.send({ error: [message, id, frame].filter(Boolean).join('\n') });
  }
});
