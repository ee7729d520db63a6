import { startBench } from './bench.js';
import { startFilm } from './film.js';
import { startSeen } from './seen.js';
import { startTutorial } from './tutorial.js';

startFilm();
startSeen();
startTutorial(await startBench());
