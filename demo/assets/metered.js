import { startCounted } from './counted.js';
import { startFollowing } from './follow.js';
import { startMeter } from './meter.js';
import { startReader } from './reader.js';

startMeter();
startCounted();
startFollowing();
startReader();
