import { useMemo } from 'react'
import type { Point } from '#collab/documents/board-model.ts'
import { uploadFile } from '#client/attachments/upload.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { toast } from '#client/ui/toast.tsx'
import type { Box } from '../box.ts'
import type { Canvas } from '../canvas.ts'
import { boxAbout, create, freePlace } from '../create.ts'

interface Putting {
  alt?: string
  /** Where on the board; the middle of the view when left out. */
  at?: Point
}

const isPicture = ({ type }: File) => /^image\/(png|jpeg|webp|gif)$/.test(type)
const pictureMost = 480
const fileWidth = 280

/** How large a picture is to be: its own pixels, or as much as a board can take. */
async function pictureSize(file: File): Promise<Point> {
  try {
    const bitmap = await createImageBitmap(file)
    const part = Math.min(1, pictureMost / Math.max(bitmap.width, bitmap.height))
    const size: Point = [Math.max(24, bitmap.width * part), Math.max(24, bitmap.height * part)]
    bitmap.close()
    return size
  } catch {
    return [320, 240]
  }
}

/** Sends a picture or file to the server and puts it on the board once it is there. */
export function usePutFile(canvas: Canvas) {
  const { t } = useMessages()
  const errorText = useErrorText()
  return useMemo(() => {
    const boxOf = (size: Point, at?: Point): Box => (at === undefined ? freePlace(canvas, size) : boxAbout(at, size))
    const putFile = async (file: File, { alt = '', at }: Putting = {}) => {
      const { documentId } = canvas.session
      try {
        if (isPicture(file)) {
          const size = await pictureSize(file)
          const { id } = await uploadFile({ documentId }, { kind: 'picture', file, alt, isDecorative: alt === '' })
          return choose(create(canvas, { type: 'image', asset: id, alt }, boxOf(size, at)))
        }
        const { id } = await uploadFile({ documentId }, { kind: 'file', file })
        const name = file.name.slice(0, 200)
        return choose(create(canvas, { type: 'file', asset: id, assetKind: 'file', name }, boxOf([fileWidth, 0], at)))
      } catch (error) {
        toast(errorText(error).text, { tone: 'problem' })
        return undefined
      }
    }
    const choose = (id: string | null) => {
      if (id === null) return
      canvas.selection.choose([id])
      canvas.session.announce(t('boards.canvas_added'))
    }
    return { putFile }
  }, [canvas, t, errorText])
}
