import '../design/tokens.css';
import '../design/base.css';
import '../design/controls.css';
import './verify.css';
import { createRoot } from 'react-dom/client';
import { applyLanguage } from '../app/language.ts';
import { VerifyPage } from './verify-page.tsx';

applyLanguage();
const place = document.getElementById('verify');
if (place) createRoot(place).render(<VerifyPage />);
