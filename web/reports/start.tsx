import '../design/tokens.css';
import '../design/base.css';
import '../design/controls.css';
import '../verify/verify.css';
import '../result/result.css';
import './reports.css';
import './exports/exports.css';
import './print.css';
import { createRoot } from 'react-dom/client';
import { applyLanguage } from '../app/language.ts';
import { readSession } from '../app/session.ts';
import { ReportsPage } from './reports-page.tsx';

applyLanguage();
void readSession();
const place = document.getElementById('reports');
if (place) createRoot(place).render(<ReportsPage />);
