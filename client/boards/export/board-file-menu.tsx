import { Download, Ellipsis, History, Printer, Upload } from 'lucide-react'
import { later } from '#client/ui/later.tsx'
import { Suspense, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import type { DocumentView } from '#client/data/documents.ts'
import { IconButton } from '#client/ui/button.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import type { BoardSession } from '../board-session.ts'

const ExportDialog = later(() => import('./export-dialog.tsx').then((module) => module.ExportDialog))
const ImportDialog = later(() => import('./import-dialog.tsx').then((module) => module.ImportDialog))

/** What a board is taken along as, and what can be put on it from elsewhere. */
export function BoardFileMenu({ board, session }: { board: DocumentView; session: BoardSession | null }) {
  const documentId = board.id
  const { t } = useMessages()
  const [open, setOpen] = useState<'export' | 'import' | null>(null)
  const close = () => setOpen(null)
  const label = t('boards.export_menu')
  return (
    <>
      <Menu label={label} trigger={<IconButton label={label} icon={Ellipsis} />}>
        <MenuItem icon={Download} isDisabled={session === null} onAction={() => setOpen('export')}>
          {t('boards.export_title')}
        </MenuItem>
        {board.can.readVersions && (
          <MenuItem icon={History} href={`/board/${documentId}/versions`}>
            {t('documents.versions')}
          </MenuItem>
        )}
        <MenuItem icon={Printer} href={`/board/${documentId}/print`}>
          {t('boards.export_print')}
        </MenuItem>
        {session?.can.write === true && (
          <MenuItem icon={Upload} description={t('boards.import_menuSentence')} onAction={() => setOpen('import')}>
            {t('boards.import_title')}
          </MenuItem>
        )}
      </Menu>
      <Suspense fallback={null}>
        {open === 'export' && session && <ExportDialog session={session} onClose={close} />}
        {open === 'import' && session && <ImportDialog session={session} onClose={close} />}
      </Suspense>
    </>
  )
}
