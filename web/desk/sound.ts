import type { Signal } from '../show/form/big-verdict.tsx';

/** Tones in Hz: one high, one in the middle, two low. They can be told apart without seeing the screen. */
const TONES: Readonly<Record<Signal, readonly number[]>> = { go: [880], wait: [520], stop: [220, 220] };
const LENGTH_S = 0.16;

let audio: AudioContext | null = null;

/** Plays what a verdict sounds like; a browser without sound stays silent. */
export function playSignal(signal: Signal): void {
  try {
    audio ??= new AudioContext();
    TONES[signal].forEach((frequency, index) => {
      if (audio === null) return;
      const tone = new OscillatorNode(audio, { frequency });
      const from = audio.currentTime + index * LENGTH_S * 1.6;
      tone.connect(new GainNode(audio, { gain: 0.2 })).connect(audio.destination);
      tone.start(from);
      tone.stop(from + LENGTH_S);
    });
  } catch {
    audio = null;
  }
}
