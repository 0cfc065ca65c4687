import type { BoardObject, ObjectType } from '#collab/documents/board-model.ts'
import { boardThemes } from '#collab/documents/board-palette.ts'
import type { Board } from '#collab/documents/board-read.ts'
import { type BoardSvg, boardSvg, type SvgOptions } from '#collab/documents/board-svg.ts'
import { regionOf } from '#client/locales/locales.ts'
import type { Translate } from '#client/locales/messages.tsx'
import { fontFacesFor } from './fonts.ts'
import { loadImages } from './images.ts'
import { browserMeasure } from './measure.ts'

interface PictureWishes {
  title: string
  titleLanguage: string | null
  /** Null: nobody is named. */
  nameOf: ((author: string) => string) | null
  t: Translate
  locale: string
  /** A file that leaves carries its letters; what stays on our screen has them. */
  hasOwnFonts: boolean
  hasLinks: boolean
  /** What became of each object, to be marked on it. */
  markOf?: SvgOptions['markOf']
  theme?: SvgOptions['theme']
}

export const typeName = (t: Translate) => (type: ObjectType) => t(`boards.type_${type}`)

export const dayText = (date: string, locale: string, t: Translate) =>
  date === ''
    ? t('boards.export_noDate')
    : new Intl.DateTimeFormat(regionOf(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date))

/** A board as it stands, as one SVG with everything in it. On paper it is light, whatever the screen is. */
export async function makePicture(board: Board, wishes: PictureWishes): Promise<BoardSvg> {
  const { title, titleLanguage, nameOf, t, locale, hasOwnFonts, hasLinks, markOf, theme = boardThemes.light } = wishes
  const [measure, images] = await Promise.all([browserMeasure(), loadImages(board.objects)])
  const options = {
    measure,
    title,
    titleLanguage,
    hasLinks,
    theme,
    typeName: typeName(t),
    imageOf: (asset: string) => images.get(asset)?.address ?? null,
    imageSizeOf: (asset: string) => images.get(asset)?.size ?? null,
    dayOf: (date: string) => dayText(date, locale, t),
    ...(markOf === undefined ? {} : { markOf }),
    ...(nameOf === null ? {} : { authorOf: ({ author }: BoardObject) => nameOf(author) }),
  }
  if (!hasOwnFonts) return boardSvg(board, options)
  const words = board.objects.map(({ text, alt, name, href }) => text + alt + name + href).join('')
  return boardSvg(board, { ...options, fontFaces: await fontFacesFor(`Az0 ${words}`) })
}
