/** Finds a QR code in what a camera shows; null: none in this picture. */
export type ReadQr = (video: HTMLVideoElement) => Promise<string | null>;

/** The browser's own reader (not in TypeScript's library yet). */
interface BarcodeDetectorLike {
  readonly detect: (source: HTMLVideoElement) => Promise<readonly { readonly rawValue: string }[]>;
}

type BarcodeDetectorClass = {
  new (options: { formats: readonly string[] }): BarcodeDetectorLike;
  getSupportedFormats(): Promise<readonly string[]>;
};

/** The browser's reader where it knows QR codes, else one that is loaded now. */
export async function openReader(): Promise<ReadQr> {
  const own = (globalThis as { BarcodeDetector?: BarcodeDetectorClass }).BarcodeDetector;
  const formats = (await own?.getSupportedFormats().catch(() => [])) ?? [];
  if (own === undefined || !formats.includes('qr_code')) return openJsReader();
  const detector = new own({ formats: ['qr_code'] });
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
}

/** Larger pictures cost more time than they find. */
const WIDTH = 960;

async function openJsReader(): Promise<ReadQr> {
  const { default: jsQr } = await import('jsqr');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    if (context === null || video.videoWidth === 0) return null;
    canvas.width = Math.min(WIDTH, video.videoWidth);
    canvas.height = Math.round((canvas.width * video.videoHeight) / video.videoWidth);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    return jsQr(data, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null;
  };
}
