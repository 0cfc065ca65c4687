import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { type Board, readBoard } from '#collab/documents/board-read.ts'
import { api, call } from '#client/api.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Checkbox, RadioGroup } from '#client/ui/choice.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { toast } from '#client/ui/toast.tsx'
import type { BoardSession } from '../board-session.ts'
import { slidesOf } from '../parts/slides.ts'
import { frameAlone } from './frame-part.ts'
import { csvOf } from './list-table.ts'
import { loadImages } from './images.ts'
import { browserMeasure } from './measure.ts'
import { maySeeNames, namesIn } from './names.ts'
import { makePicture } from './picture.ts'
import { pngOf } from './png.ts'
import { fileName, saveFile } from '#client/ui/save-file.ts'

const formats = ['png', 'svg', 'pdf', 'csv', 'excalidraw'] as const
/** Of the board as it is drawn: a frame of it alone can be taken too. */
const pictures: readonly Format[] = ['png', 'svg']
const wholeBoard = 'all'
type Format = (typeof formats)[number]

interface ExportProps {
  session: BoardSession
  onClose: () => void
}

function useExport({ store, ...session }: BoardSession) {
  const { t, locale } = useMessages()
  return async (
    format: Exclude<Format, 'pdf'>,
    { hasNames, frame }: { hasNames: boolean; frame: BoardObject | null },
  ) => {
    const whole = readBoard(store.ydoc)
    const board = frame === null ? whole : frameAlone(whole, frame.id)
    const title = frame === null ? session.title : `${session.title} ${frame.text}`
    const nameOf = hasNames ? namesIn({ ...session, store }) : null
    if (format === 'csv') return saveFile(await csvOf(board, { nameOf, t }), fileName(title, 'csv'))
    if (format === 'excalidraw') return saveFile(await excalidrawFile(board, nameOf), fileName(title, format))
    const picture = await makePicture(board, {
      title,
      titleLanguage: session.language,
      nameOf,
      t,
      locale,
      hasOwnFonts: true,
      hasLinks: true,
    })
    const svg = new Blob([picture.svg], { type: 'image/svg+xml' })
    saveFile(format === 'svg' ? svg : await pngOf(picture), fileName(title, format))
  }
}

/** What a thing says in a file of theirs: its words, its picture's, its address and, where wanted, its author. */
function sayingOf(nameOf: ((author: string) => string) | null) {
  return ({ text, alt, name, href, author }: BoardObject) =>
    [text, alt, name, href, nameOf?.(author) ?? ''].filter((line) => line !== '').join('\n')
}

async function excalidrawFile(board: Board, nameOf: ((author: string) => string) | null): Promise<Blob> {
  const [{ excalidrawOf }, measure, images] = await Promise.all([
    import('./excalidraw-out.ts'),
    browserMeasure(),
    loadImages(board.objects),
  ])
  const imageOf = (asset: string) => images.get(asset)?.address ?? null
  const imageSizeOf = (asset: string) => images.get(asset)?.size ?? null
  const file = excalidrawOf(board, { looks: { measure, imageSizeOf }, imageOf, sayOf: sayingOf(nameOf) })
  return new Blob([file], { type: 'application/json' })
}

/** Takes a board along: as a picture, on paper or as a table. Nobody is named unless that is asked for. */
export function ExportDialog({ session, onClose }: ExportProps) {
  const { t } = useMessages()
  const navigate = useNavigate()
  const exportAs = useExport(session)
  const [format, setFormat] = useState<Format>('png')
  const [hasNames, setHasNames] = useState(false)
  const frames = slidesOf(session.store.getObjects())
  const [frameId, setFrameId] = useState(wholeBoard)
  const frame = frames.find(({ id }) => id === frameId) ?? null
  const [state, setState] = useState<'idle' | 'working' | 'failed'>('idle')
  const go = async () => {
    const { documentId } = session
    setState('working')
    try {
      // That it was taken is written down before it is.
      const json = { format, hasNames: format !== 'pdf' && hasNames }
      await call(api.api.documents[':documentId'].exports.$post({ param: { documentId }, json }))
      if (format === 'pdf') return await navigate({ to: '/board/$documentId/print', params: { documentId } })
      await exportAs(format, { hasNames, frame: pictures.includes(format) ? frame : null })
      toast(t('boards.export_done'))
      onClose()
    } catch {
      setState('failed')
    }
  }
  return (
    <Dialog title={t('boards.export_title')} isOpen onOpenChange={onClose}>
      <Stack>
        <RadioGroup
          label={t('boards.export_format')}
          isCards
          options={formats.map((id) => ({
            id,
            label: t(`boards.export_${id}`),
            description: t(`boards.export_${id}_sentence`),
          }))}
          value={format}
          onChange={setFormat}
        />
        {frames.length > 0 && pictures.includes(format) && (
          <Select
            label={t('boards.export_what')}
            options={[
              { id: wholeBoard, label: t('boards.export_whole') },
              ...frames.map(({ id, text }) => ({ id, label: text.trim() || t('boards.type_frame') })),
            ]}
            value={frameId}
            onChange={setFrameId}
          />
        )}
        {format !== 'pdf' && maySeeNames(session) && (
          <Checkbox isSelected={hasNames} onChange={setHasNames} description={t('boards.export_names_sentence')}>
            {t('boards.export_names')}
          </Checkbox>
        )}
        {state === 'failed' && <Notice title={t('boards.export_failed')} tone="danger" role="alert" />}
        <Actions>
          <OnlineButton variant="primary" isPending={state === 'working'} onPress={() => void go()}>
            {t(format === 'pdf' ? 'boards.export_toPrint' : 'boards.export_save')}
          </OnlineButton>
        </Actions>
      </Stack>
    </Dialog>
  )
}
