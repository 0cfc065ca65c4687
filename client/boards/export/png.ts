import type { BoardSvg } from '#collab/documents/board-svg.ts'

/** What every browser of a school can hold in one canvas: an old iPad has the least. */
const pixelsMost = 16_000_000
const sideMost = 8_192
/** Sharp on a beamer and on paper. */
const wantedScale = 2

export function scaleFor({ width, height }: Pick<BoardSvg, 'width' | 'height'>): number {
  const bySide = sideMost / Math.max(width, height)
  const byArea = Math.sqrt(pixelsMost / (width * height))
  return Math.min(wantedScale, bySide, byArea)
}

const probeSide = 800
const probeEveryMs = 60
const probesMost = 20

/**
 * Letters within an image load when it is first drawn, and nothing tells when they are there: it is drawn small until it
 * has stayed the same twice.
 */
async function settled(image: HTMLImageElement): Promise<void> {
  const probe = document.createElement('canvas')
  const scale = Math.min(1, probeSide / Math.max(image.naturalWidth, image.naturalHeight))
  probe.width = Math.max(1, Math.round(image.naturalWidth * scale))
  probe.height = Math.max(1, Math.round(image.naturalHeight * scale))
  const context = probe.getContext('2d', { willReadFrequently: true })
  if (context === null) return
  let [before, same] = ['', 0]
  for (let tries = 0; tries < probesMost && same < 2; tries++) {
    context.drawImage(image, 0, 0, probe.width, probe.height)
    const now = probe.toDataURL()
    same = now === before ? same + 1 : 0
    before = now
    await new Promise((resolve) => setTimeout(resolve, probeEveryMs))
  }
}

/** Draws an SVG as pixels. Throws where the browser cannot. */
export async function pngOf(picture: BoardSvg): Promise<Blob> {
  const scale = scaleFor(picture)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  const address = URL.createObjectURL(new Blob([picture.svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    await settled(image)
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
  } finally {
    URL.revokeObjectURL(address)
  }
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png')
  })
  if (blob === null) throw new Error('the canvas gave nothing')
  return blob
}
