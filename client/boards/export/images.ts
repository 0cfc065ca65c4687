import type { BoardObject, Point } from '#collab/documents/board-model.ts'
import { assetKindOf } from '#collab/documents/things/asset-kind.ts'
import { dataAddress } from './fonts.ts'

interface LoadedImage {
  /** The bytes, as a `data:` address. */
  readonly address: string
  readonly size: Point
}

const atOnce = 4

async function loadImage(asset: string): Promise<LoadedImage | null> {
  try {
    const answer = await fetch(`/api/files/${asset}`)
    if (!answer.ok) return null
    const blob = await answer.blob()
    const bitmap = await createImageBitmap(blob)
    const size: Point = [bitmap.width, bitmap.height]
    bitmap.close()
    return { address: await dataAddress(blob), size }
  } catch {
    // Offline, or gone: the picture has the words for it in its place.
    return null
  }
}

/** The images of a board from our own origin, so that a picture of it needs nothing else. */
export async function loadImages(objects: readonly BoardObject[]): Promise<ReadonlyMap<string, LoadedImage>> {
  const assets = objects
    .filter((object) => !object.isRemoved && assetKindOf(object) === 'image')
    .flatMap(({ asset }) => (asset === null ? [] : [asset]))
  const waiting = [...new Set(assets)]
  const images = new Map<string, LoadedImage>()
  const work = async () => {
    for (let asset = waiting.pop(); asset !== undefined; asset = waiting.pop()) {
      const image = await loadImage(asset)
      if (image !== null) images.set(asset, image)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return images
}
