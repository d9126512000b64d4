import '../design/graduate.css';
import { startFirstAsks } from './first-asks.ts';
import { applyLanguage } from './language.ts';

// What the page asks for is on its way while React arrives.
applyLanguage();
startFirstAsks(location.pathname);
const { showApp } = await import('./app.tsx');
showApp();
