import { ZephrFeature } from 'zephr-onpage/react';

export default function Page() {
  return (
    <main>
      <ZephrFeature feature="articles"><p>The gated content</p></ZephrFeature>
    </main>
  );
}
