import { useState } from 'react'
import { type DossierRead, useHandInReading } from '#client/data/evaluations.ts'
import { useSaveAll } from '#client/dossier/unsaved.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Actions, ConfirmDialog } from '#client/ui/dialog.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { GiveBack } from './gate.tsx'
import { useMarkedName } from './mark-field.tsx'
import { markedOf, useNumber } from './marks.ts'

interface HandInProps {
  evaluationId: string
  dossier: DossierRead
  isOpen: boolean
}

/** How far one is, and the end of it: asked first, for it cannot be taken back. */
export function HandIn({ evaluationId, dossier, isOpen }: HandInProps) {
  const { t } = useMessages()
  const number = useNumber()
  const nameOf = useMarkedName()
  const { criteria, unmarked, total, whole } = dossier
  const all = criteria.flatMap(markedOf)
  const missing = all.filter(({ key }) => unmarked.includes(key))
  return (
    <Card title={t('evaluations.sum')}>
      <Stack>
        <p role="status">
          {t('evaluations.progress', { given: all.length - missing.length, all: all.length })}
          {' · '}
          {t('evaluations.points', { total: number(total), whole: number(whole) })}
        </p>
        {isOpen && missing.length > 0 && <p>{t('evaluations.missing', { names: missing.map(nameOf).join(', ') })}</p>}
        {isOpen && (
          <Actions>
            <HandInButton evaluationId={evaluationId} isDisabled={missing.length > 0} />
            <GiveBack evaluationId={evaluationId} />
          </Actions>
        )}
      </Stack>
    </Card>
  )
}

function HandInButton({ evaluationId, isDisabled }: { evaluationId: string; isDisabled: boolean }) {
  const { t } = useMessages()
  const handIn = useHandInReading(evaluationId)
  const saveAll = useSaveAll()
  const [isAsked, setAsked] = useState(false)
  const [isUnsaved, setUnsaved] = useState(false)
  const ask = () => {
    setUnsaved(false)
    setAsked(true)
  }
  const send = async () => {
    const isSaved = await saveAll()
    setUnsaved(!isSaved)
    if (isSaved) handIn.mutate(undefined, { onSuccess: () => toast(t('evaluations.handedIn')) })
  }
  return (
    <>
      <OnlineButton variant="primary" isDisabled={isDisabled} onPress={ask}>
        {t('evaluations.handIn')}
      </OnlineButton>
      <ConfirmDialog
        title={t('evaluations.handIn')}
        confirmLabel={t('evaluations.handIn')}
        isOpen={isAsked}
        onOpenChange={setAsked}
        isPending={handIn.isPending}
        onConfirm={() => void send()}
      >
        <Stack>
          <p>{t('evaluations.handInHelp')}</p>
          {isUnsaved && (
            <Notice tone="warn" role="alert">
              {t('evaluations.unsavedFirst')}
            </Notice>
          )}
          {handIn.isError && <ErrorState error={handIn.error} />}
        </Stack>
      </ConfirmDialog>
    </>
  )
}
