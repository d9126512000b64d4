import { abstractTypes } from './features/abstract-types.ts';
import { clashes } from './features/clashes.ts';
import type { Feature } from './features/feature.ts';
import { interfaceObjects } from './features/interface-objects.ts';
import { keys } from './features/keys.ts';
import { mutations } from './features/mutations.ts';
import { requires } from './features/requires.ts';
import { rulesOnTypes } from './features/rules-on-types.ts';
import { sharing } from './features/sharing.ts';

/** Every feature of federation, as far as a plan can be right or wrong about it. */
export const features: readonly Feature[] = [
  requires,
  rulesOnTypes,
  keys,
  interfaceObjects,
  abstractTypes,
  clashes,
  sharing,
  mutations,
];
