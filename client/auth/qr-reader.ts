/* Reads the square pattern of a card in a picture: by the browser where it can, else by a library that comes only then. */

/** What the patterns say that are in sight now. */
export type CodeReader = (video: HTMLVideoElement) => Promise<string[]>

interface Detector {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>
}

interface DetectorClass {
  new (options: { formats: string[] }): Detector
  getSupportedFormats: () => Promise<string[]>
}

const format = 'qr_code'
/** A card held before a camera is read well from this; more costs an old tablet its breath. */
const longestSide = 720

/** The browser's own, of which TypeScript's library does not know yet. */
function findDetector(): DetectorClass | null {
  const found: unknown = Reflect.get(globalThis, 'BarcodeDetector')
  return isDetectorClass(found) ? found : null
}

/** The name alone says what it is: the browser defines it, nobody else. */
function isDetectorClass(found: unknown): found is DetectorClass {
  return typeof found === 'function' && 'getSupportedFormats' in found
}

/** Some browsers have the name and read nothing. */
async function nativeReader(): Promise<CodeReader | null> {
  const DetectorHere = findDetector()
  if (!DetectorHere) return null
  const formats = await DetectorHere.getSupportedFormats().catch((): string[] => [])
  if (!formats.includes(format)) return null
  const detector = new DetectorHere({ formats: [format] })
  return async (video) => (await detector.detect(video)).map((code) => code.rawValue)
}

export type Picture = Pick<ImageData, 'data' | 'width' | 'height'>

/** The same by the library: slower, and one pattern at a time. */
export async function pictureReader(): Promise<(picture: Picture) => string[]> {
  const { decodeQR } = await import('qr/decode.js')
  return (picture) => {
    try {
      return [decodeQR(picture)]
    } catch {
      return []
    }
  }
}

async function ownReader(): Promise<CodeReader> {
  const read = await pictureReader()
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return async (video) => {
    const { videoWidth, videoHeight } = video
    if (!context || videoWidth === 0) return []
    const scale = Math.min(1, longestSide / Math.max(videoWidth, videoHeight))
    canvas.width = Math.round(videoWidth * scale)
    canvas.height = Math.round(videoHeight * scale)
    context.drawImage(video, 0, 0, canvas.width, canvas.height)
    return read(context.getImageData(0, 0, canvas.width, canvas.height))
  }
}

export const openReader = async (): Promise<CodeReader> => (await nativeReader()) ?? ownReader()
