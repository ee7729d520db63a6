import { createSealer, parseSealKeys } from 'zephr-onpage/seal';
import { ZephrFeature } from 'zephr-onpage/react';
import config from '../zephr.json';

const story = '<p>The gated content, which nobody finds in the files of this site.</p>';

export default async function Page() {
  const sealer = createSealer({ config, keys: parseSealKeys(process.env.ZEPHR_SEAL_KEYS) });
  const seal = await sealer.fragment(story, { feature: 'articles', path: '/' });
  return (
    <main>
      <ZephrFeature feature="articles" sealed>
        <p>The beginning, which every reader has.</p>
        <script type="application/jose">{seal}</script>
      </ZephrFeature>
    </main>
  );
}
