'use client';
import { useEffect } from 'react';
import { startZephr } from 'zephr-onpage';
import config from '../zephr.json';

export function Zephr() {
  useEffect(() => void startZephr(config), []);
  return null;
}
