import sharp from 'sharp'
import { AppError } from '../kit/errors.ts'

/* R19: what is stored is our own encoding of the pixels. Metadata (place, camera, thumbnails) never gets here. */

const pictureTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const
type PictureType = (typeof pictureTypes)[number]

/** 25 megapixels, all frames together: the memory that one decoded picture may take is four times as many bytes. */
const largestPixels = 25_000_000
const longestSide = 2_000
const quality = 82

const ascii = (bytes: Uint8Array, from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1')

/** What the first bytes say, whatever name and type came along; null for anything that is no picture we take. */
export function sniffType(bytes: Uint8Array): PictureType | null {
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png'
  if (ascii(bytes, 0, 3) === '\xff\xd8\xff') return 'image/jpeg'
  if (['GIF87a', 'GIF89a'].includes(ascii(bytes, 0, 6))) return 'image/gif'
  return ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP' ? 'image/webp' : null
}

interface Picture {
  bytes: Uint8Array
  type: 'image/webp'
  width: number
  height: number
}

/** Checks an upload and encodes it again as WebP, upright, without metadata, moving where it moved. */
export async function encodePicture(bytes: Uint8Array, declaredType: string): Promise<Picture> {
  if (!pictureTypes.some((type) => type === declaredType)) throw new AppError('invalid', 'file_type')
  if (sniffType(bytes) !== declaredType) throw new AppError('invalid', 'file_mismatch')
  const { pixels, isMoving } = await measure(bytes)
  if (pixels > largestPixels) throw new AppError('invalid', 'image_too_big')
  const whole = sharp(bytes, { limitInputPixels: largestPixels, pages: isMoving ? -1 : 1 })
  // libvips turns single pictures only; moving ones carry no direction.
  const upright = isMoving ? whole : whole.rotate()
  const { data, info } = await upright
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .webp({ quality })
    .toBuffer({ resolveWithObject: true })
    .catch(unreadable)
  return { bytes: data, type: 'image/webp', width: info.width, height: info.pageHeight ?? info.height }
}

const unreadable = (): never => {
  throw new AppError('invalid', 'file_mismatch')
}

/** Reads the header alone. */
async function measure(bytes: Uint8Array) {
  const { width, height, pageHeight, pages } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(unreadable)
  const frames = pages ?? 1
  return { pixels: width * (pageHeight ?? height) * frames, isMoving: frames > 1 }
}
