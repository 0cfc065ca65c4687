import { measureByTable } from '#collab/documents/board-font-widths.ts'
import { boardThemes } from '#collab/documents/board-palette.ts'
import { readBoard } from '#collab/documents/board-read.ts'
import { boardSvg } from '#collab/documents/board-svg.ts'
import { openDocument } from '#collab/relay/update.ts'
import { assetKindOf } from '#collab/documents/things/asset-kind.ts'

export interface PictureJob {
  update: Uint8Array
  theme: keyof typeof boardThemes
  /** Small images by the id of their file, as `data:` addresses. */
  images: ReadonlyMap<string, string>
}

export interface PictureAnswer {
  svg: string
  /** Files of images that are on the board, in drawing order. */
  assets: string[]
}

/** A board as a small picture: simple ink, nobody named. Pure and slow: it runs in a thread. */
export function drawPicture({ update, theme, images }: PictureJob): PictureAnswer {
  const ydoc = openDocument([update])
  const board = readBoard(ydoc)
  ydoc.destroy()
  const assets = board.objects
    .filter((object) => !object.isRemoved && assetKindOf(object) === 'image')
    .flatMap(({ asset }) => (asset === null ? [] : [asset]))
  const { svg } = boardSvg(board, {
    measure: measureByTable,
    theme: boardThemes[theme],
    imageOf: (asset) => images.get(asset) ?? null,
    isSmall: true,
  })
  return { svg, assets: [...new Set(assets)] }
}
