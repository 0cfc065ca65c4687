import { type ExtractRow, findExtract, findExtractBytes, findExtractFile } from '#db/queries/extracts.ts'
import { beginningOf, type ExtractContent, extractContent, type ExtractPart } from '../extracts/content.ts'
import type { Ctx } from '../kit/context.ts'
import { drawingForPaper, forPaper, type PictureBlock } from './paper-pictures.ts'
import type { SheetText } from './words.ts'

/** So many on one file: a jury has minutes. */
const mostPictures = 12
const mostAltLetters = 300

/** The pictures of chosen extracts, by the id of the extract: as long as there is room, the first chosen first. */
export async function readPictures(
  ctx: Ctx,
  extractIds: readonly string[],
  text: SheetText,
): Promise<Map<string, PictureBlock[]>> {
  const found = new Map<string, PictureBlock[]>()
  let room = mostPictures
  for (const id of extractIds) {
    const row = room > 0 ? await findExtract(ctx.db, id) : null
    if (row === null) continue
    const pictures = await picturesOf(ctx, row, { text, room })
    found.set(id, pictures)
    room -= pictures.length
  }
  return found
}

type FilePart = Extract<ExtractPart, { kind: 'file' }>

async function picturesOf(ctx: Ctx, row: ExtractRow, { text, room }: { text: SheetText; room: number }) {
  const content = extractContent.parse(row.content)
  const parts = content.blocks.flatMap(({ parts: all }) => all)
  const files = parts.filter((part): part is FilePart => part.kind === 'file' && part.is === 'picture')
  const made: (PictureBlock | null)[] = [await drawingOf(content, files.length, text)]
  for (const file of files.slice(0, room)) made.push(await pictureOf(ctx, row.id, file, text))
  return made.filter((one) => one !== null).slice(0, room)
}

/** The thing or the board as it was drawn, with what stands on it for words; of a picture that was put there it would show a frame. */
async function drawingOf(content: ExtractContent, files: number, { words }: SheetText): Promise<PictureBlock | null> {
  const { drawing, blocks } = content
  const isPicture = files > 0 && blocks.filter(({ type }) => type === 'thing').length === 1
  if (drawing === null || isPicture) return null
  const said = beginningOf(content, mostAltLetters).replaceAll('\n', ', ')
  return drawingForPaper(drawing.svg, said === '' ? words.drawing : `${words.drawing}: ${said}`)
}

async function pictureOf(ctx: Ctx, extractId: string, { fileId, alt }: FilePart, { words }: SheetText) {
  const file = fileId === null ? null : await findExtractFile(ctx.db, extractId, fileId)
  if (fileId === null || file === null) return null
  const bytes = await findExtractBytes(ctx.db, fileId, { from: 0, to: file.size })
  return bytes === null ? null : forPaper(bytes, alt || words.picture)
}
