/** Loaded into a server that is measured: tells what the process has used, and ends it with the process that started it. */
process.on('message', (question) => {
  if (question === 'weigh') globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  process.send({ heap: heapUsed, resident: rss, cpu: user + system });
});
// No client is left to serve.
process.on('disconnect', () => process.exit());
