import { startZephr } from 'zephr-onpage';
import config from './zephr.json';

startZephr(config);
