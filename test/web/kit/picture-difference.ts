import type { Page } from 'playwright-core';

/** Pictures are compared at this width: another smoothing of letters is no difference, another layout is. */
const WIDTH = 240;

/**
 * How much two pictures differ, 0 to 1: the mean difference of brightness of what they look like from afar.
 * 1 where their heights differ by more than two in a hundred.
 */
export async function pictureDifference(page: Page, before: Uint8Array, after: Uint8Array): Promise<number> {
  const sources = [before, after].map(
    (png) => `data:image/png;base64,${Buffer.from(png).toString('base64')}`,
  );
  return page.evaluate(`(${COMPARE})(${JSON.stringify(sources)}, ${WIDTH})`);
}

/** Runs in the page. */
const COMPARE = `async (sources, width) => {
  const [one, other] = await Promise.all(sources.map(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = Math.round((width * image.naturalHeight) / image.naturalWidth);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  }));
  if (Math.abs(one.height - other.height) > one.height * 0.02) return 1;
  const length = Math.min(one.data.length, other.data.length);
  let sum = 0;
  for (let index = 0; index < length; index += 4) sum += Math.abs(one.data[index] - other.data[index]);
  return sum / (length / 4) / 255;
}`;
