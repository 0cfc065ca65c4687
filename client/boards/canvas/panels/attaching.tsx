import type { Point } from '#collab/documents/board-model.ts'
import type { Attached } from '#client/files/attachment-picker.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { AttachDialog } from '../../parts/attach.tsx'
import { type Canvas, useCanvas } from '../canvas.ts'
import { boxAbout, create, freePlace } from '../create.ts'
import { useSignal } from '../signal.ts'

const pictureMost = 480
const pictureUsual: Point = [320, 240]
const sheetWidth = 280

/** A picture in its own pixels, or as much of them as a board can take. */
function pictureSize({ width, height }: Attached): Point {
  if (!width || !height) return pictureUsual
  const part = Math.min(1, pictureMost / Math.max(width, height))
  return [Math.max(24, width * part), Math.max(24, height * part)]
}

/** Puts on the board what the server keeps now. Gives its id. */
function put(canvas: Canvas, attached: Attached, at: Point | undefined): string | null {
  const { id, kind, alt } = attached
  const size: Point = kind === 'picture' ? pictureSize(attached) : [sheetWidth, 0]
  const box = at === undefined ? freePlace(canvas, size) : boxAbout(at, size)
  if (kind === 'picture') return create(canvas, { type: 'image', asset: id, alt }, box)
  const { name, durationMs } = attached
  const type = kind === 'voice' ? 'voice' : 'file'
  return create(canvas, { type, asset: id, alt, name, durationMs: durationMs ?? 0 }, box)
}

/** Asks for a picture, file or voice note, or for the words of one that was pasted or dropped. */
export function Attaching() {
  const { t } = useMessages()
  const canvas = useCanvas()
  const attaching = useSignal(canvas.attaching)
  if (attaching === null) return null
  const { kind, file, at } = attaching
  return (
    <AttachDialog
      kind={kind}
      file={file}
      onAttached={(attached) => {
        const id = put(canvas, attached, at)
        if (id === null) return
        canvas.selection.choose([id])
        canvas.session.announce(t('boards.canvas_added'))
      }}
      onClose={() => canvas.attaching.set(null)}
    />
  )
}
