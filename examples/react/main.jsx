import { createRoot } from 'react-dom/client';
import { startZephr } from 'zephr-onpage';
import { useDecision, ZephrFeature } from 'zephr-onpage/react';
import config from './zephr.json';

function Story() {
  const decision = useDecision('articles');
  return (
    <ZephrFeature feature="articles">
      <p>The gated content{decision?.access && ', for a subscriber'}</p>
    </ZephrFeature>
  );
}

startZephr(config);
createRoot(document.getElementById('root')).render(<Story />);
