import '../design/tokens.css';
import '../design/base.css';
import '../design/controls.css';
import '../verify/verify.css';
import './desk.css';
import { createRoot } from 'react-dom/client';
import { applyLanguage } from '../app/language.ts';
import { readSession } from '../app/session.ts';
import { readFormKeys } from '../verify/form-keys.ts';
import { DeskPage } from './desk-page.tsx';

applyLanguage();
void readSession();
// Kept by this browser, so that signatures can be checked when the network is gone.
void readFormKeys();
const place = document.getElementById('desk');
if (place) createRoot(place).render(<DeskPage />);
