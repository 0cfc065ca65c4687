import { useEffect, useMemo, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { createBridge, type EditorDialog, type EditorFacts } from './bridge.ts'

/** What the editor asks of this screen, kept true while it lives. */
export function useBridge(
  open: (dialog: EditorDialog) => void,
  { people, documents, waitingFrom, canManage }: Omit<EditorFacts, 'words'>,
) {
  const { t } = useMessages()
  const facts = useMemo(
    () => ({
      people,
      documents,
      waitingFrom,
      canManage,
      words: {
        unknownPerson: t('editor.unknownPerson'),
        unknownPage: t('editor.unknownPage'),
        emptyFormula: t('editor.emptyFormula'),
        pictureWithoutText: t('editor.pictureWithoutText'),
        wrongFormula: t('editor.wrongFormula'),
        tick: (text: string) => t('editor.tickOf', { text }),
        waits: t('editor.waits'),
        taken: t('editor.taken'),
        locked: t('editor.locked'),
        lockedHint: t('editor.lockedHint'),
      },
    }),
    [people, documents, waitingFrom, canManage, t],
  )
  const [bridge] = useState(() => createBridge(open, facts))
  useEffect(() => bridge.update(facts), [bridge, facts])
  return bridge
}
