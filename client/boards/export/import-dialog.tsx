import { useState } from 'react'
import { boardLimits } from '#collab/documents/board-model.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { FileButton } from '#client/ui/file-button.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { toast } from '#client/ui/toast.tsx'
import type { BoardSession } from '../board-session.ts'
import { type BadFile, importLimits, readExcalidraw } from './excalidraw-file.ts'
import { type ImportPlan, planImport } from './excalidraw.ts'
import { putImport, uploadPictures, weightOf } from './put-import.ts'

type Trouble = BadFile | 'noRoom' | 'unreadableFile'
type Chosen = { name: string } & ({ plan: ImportPlan } | { trouble: Trouble })

async function readFile(file: File, room: number): Promise<Chosen> {
  const { name } = file
  if (file.size > importLimits.fileBytes) return { name, trouble: 'tooLarge' }
  try {
    const found = readExcalidraw(await file.text())
    if ('reason' in found) return { name, trouble: found.reason }
    const plan = planImport(found)
    if (weightOf(plan) > importLimits.updateBytes) return { name, trouble: 'tooMany' }
    return plan.objects.length > room ? { name, trouble: 'noRoom' } : { name, plan }
  } catch {
    return { name, trouble: 'unreadableFile' }
  }
}

function Left({ plan }: { plan: ImportPlan }) {
  const { t } = useMessages()
  if (plan.left.size === 0) return null
  return (
    <Notice tone="warn" title={t('boards.import_leftTitle')} role="status">
      <ul>
        {[...plan.left].map(([why, count]) => (
          <li key={why}>{t(`boards.import_left_${why}`, { count })}</li>
        ))}
      </ul>
    </Notice>
  )
}

/** Puts a drawing from Excalidraw on the board. A file that cannot be read changes nothing and is told why. */
export function ImportDialog({ session, onClose }: { session: BoardSession; onClose: () => void }) {
  const { t } = useMessages()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [isWorking, setIsWorking] = useState(false)
  const choose = async ([file]: File[]) => {
    const room = boardLimits.objects - session.store.getObjects().length
    if (file) setChosen(await readFile(file, room))
  }
  const put = async (plan: ImportPlan, name: string) => {
    setIsWorking(true)
    const alt = t('boards.import_alt', { name: name.slice(0, 200) })
    const none = { assets: new Map(), failed: plan.pictures.size }
    const uploaded = session.can.upload ? await uploadPictures(plan, session.documentId, alt) : none
    const count = putImport(session, plan, uploaded, alt)
    const said = t('boards.import_done', { count })
    toast(uploaded.failed > 0 ? `${said} ${t('boards.import_picturesFailed', { count: uploaded.failed })}` : said)
    session.announce(said)
    onClose()
  }
  return (
    <Dialog title={t('boards.import_title')} isOpen onOpenChange={onClose} size="s">
      <Stack>
        <p>{t('boards.import_sentence')}</p>
        <FileButton accept={['.excalidraw', '.json', 'application/json']} onFiles={(files) => void choose(files)}>
          {t(chosen === null ? 'boards.import_choose' : 'boards.import_chooseOther')}
        </FileButton>
        {chosen && 'trouble' in chosen && (
          <Notice tone="danger" title={t('boards.import_troubleTitle', { name: chosen.name })} role="alert">
            {t(`boards.import_${chosen.trouble}`)}
          </Notice>
        )}
        {chosen && 'plan' in chosen && (
          <>
            <p role="status">{t('boards.import_found', { name: chosen.name, count: chosen.plan.objects.length })}</p>
            <Left plan={chosen.plan} />
            <Actions>
              <Button
                variant="primary"
                isPending={isWorking}
                isDisabled={chosen.plan.objects.length === 0}
                onPress={() => void put(chosen.plan, chosen.name)}
              >
                {t('boards.import_put')}
              </Button>
            </Actions>
          </>
        )}
      </Stack>
    </Dialog>
  )
}
