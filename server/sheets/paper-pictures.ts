import sharp from 'sharp'
import type { Block } from './sheet.ts'

/** As large as ink on paper needs, in pixels and in millimetres. */
const longestSide = 1_200
const [mostWide, mostHigh] = [110, 90]
const longestSeconds = 10

export type PictureBlock = Extract<Block, { is: 'picture' }>

/**
 * A picture as paper takes it: a still of it, upright, on white, no larger than it is printed, and its pixels alone: place,
 * camera and date of a photograph are not in it. Null for bytes that are no picture.
 */
export async function forPaper(bytes: Uint8Array, alt: string): Promise<PictureBlock | null> {
  try {
    const { data, info } = await sharp(bytes)
      .timeout({ seconds: longestSeconds })
      .rotate()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80 })
      .toBuffer({ resolveWithObject: true })
    const width = Math.min(mostWide, (mostHigh * info.width) / info.height)
    return { is: 'picture', alt, jpeg: new Uint8Array(data), width }
  } catch {
    return null
  }
}

/** What was drawn on a board, the same way. */
export const drawingForPaper = (svg: string, alt: string): Promise<PictureBlock | null> =>
  forPaper(Buffer.from(svg), alt)
