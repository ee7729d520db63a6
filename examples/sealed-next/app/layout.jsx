import { Zephr } from './zephr';

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}<Zephr /></body>
    </html>
  );
}
