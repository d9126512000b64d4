import { type ReactElement, useEffect, useRef, useState } from 'react';
import { deskTexts } from '../texts/desk.ts';
import { type Lang, say } from '../texts/language.ts';
import { openReader } from './read-qr.ts';

const BETWEEN_LOOKS_MS = 150;

/** The camera's picture, looked at until a QR code is in it. Nothing of it leaves this page. */
export function Camera({ lang, onCode }: { lang: Lang; onCode: (text: string) => void }): ReactElement {
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef(onCode);
  told.current = onCode;
  const [isFailed, setFailed] = useState(false);

  useEffect(() => {
    const gone = new AbortController();
    const { current } = video;
    if (current !== null)
      void look(current, gone.signal, (text) => told.current(text)).catch(() =>
        setFailed(!gone.signal.aborted),
      );
    return () => gone.abort();
  }, []);

  if (isFailed)
    return (
      <p className="wrong" role="alert">
        {say(lang, deskTexts.cameraFailed)}
      </p>
    );
  return (
    <video ref={video} className="camera" muted playsInline aria-label={say(lang, deskTexts.cameraView)} />
  );
}

/** Ends with the first code, or when the signal says so; the camera is let go of either way. */
async function look(
  video: HTMLVideoElement,
  signal: AbortSignal,
  found: (text: string) => void,
): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1280 } },
  });
  try {
    if (signal.aborted) return;
    video.srcObject = stream;
    await video.play();
    const read = await openReader();
    while (!signal.aborted) {
      const text = await read(video);
      if (text !== null && !signal.aborted) return found(text);
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
    }
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}
