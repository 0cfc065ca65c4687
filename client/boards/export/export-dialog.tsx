import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { readBoard } from '#collab/documents/board-read.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Checkbox, RadioGroup } from '#client/ui/choice.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { toast } from '#client/ui/toast.tsx'
import type { BoardSession } from '../board-session.ts'
import { csvOf } from './list-table.ts'
import { maySeeNames, namesIn } from './names.ts'
import { makePicture } from './picture.ts'
import { pngOf } from './png.ts'
import { fileName, saveFile } from './save-file.ts'

const formats = ['png', 'svg', 'pdf', 'csv'] as const
type Format = (typeof formats)[number]

interface ExportProps {
  session: BoardSession
  onClose: () => void
}

function useExport({ store, ...session }: BoardSession) {
  const { t, locale } = useMessages()
  return async (format: Exclude<Format, 'pdf'>, hasNames: boolean) => {
    const board = readBoard(store.ydoc)
    const { title } = session
    const nameOf = hasNames ? namesIn({ ...session, store }) : null
    if (format === 'csv') return saveFile(await csvOf(board, { nameOf, t }), fileName(title, 'csv'))
    const picture = await makePicture(board, { title, nameOf, t, locale, hasOwnFonts: true, hasLinks: true })
    const svg = new Blob([picture.svg], { type: 'image/svg+xml' })
    saveFile(format === 'svg' ? svg : await pngOf(picture), fileName(title, format))
  }
}

/** Takes a board along: as a picture, on paper or as a table. Nobody is named unless that is asked for. */
export function ExportDialog({ session, onClose }: ExportProps) {
  const { t } = useMessages()
  const navigate = useNavigate()
  const exportAs = useExport(session)
  const [format, setFormat] = useState<Format>('png')
  const [hasNames, setHasNames] = useState(false)
  const [state, setState] = useState<'idle' | 'working' | 'failed'>('idle')
  const go = async () => {
    if (format === 'pdf')
      return navigate({ to: '/board/$documentId/print', params: { documentId: session.documentId } })
    setState('working')
    try {
      await exportAs(format, hasNames)
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
        {format !== 'pdf' && maySeeNames(session) && (
          <Checkbox isSelected={hasNames} onChange={setHasNames} description={t('boards.export_names_sentence')}>
            {t('boards.export_names')}
          </Checkbox>
        )}
        {state === 'failed' && <Notice title={t('boards.export_failed')} tone="danger" role="alert" />}
        <Actions>
          <Button variant="primary" isPending={state === 'working'} onPress={() => void go()}>
            {t(format === 'pdf' ? 'boards.export_toPrint' : 'boards.export_save')}
          </Button>
        </Actions>
      </Stack>
    </Dialog>
  )
}
