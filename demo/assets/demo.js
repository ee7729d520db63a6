import { startBench } from './bench.js';
import { startFilm } from './film.js';
import { startSeen } from './seen.js';
import { startSettings } from './settings.js';
import { startTutorial } from './tutorial.js';

startFilm();
startSeen();
const bench = await startBench();
startSettings(bench);
startTutorial(bench);
