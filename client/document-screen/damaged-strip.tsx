import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, call } from '#client/api.ts'
import { useCheckDocument } from './check-document.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import type { DocumentView } from '#client/data/documents.ts'

function useContinue(documentId: string) {
  const { t } = useMessages()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(api.api.documents[':documentId'].continue.$post({ param: { documentId } })),
    onSuccess: (answer) => {
      queryClient.setQueryData(['document', documentId], answer)
      void queryClient.invalidateQueries({ queryKey: ['documents'] })
      toast(t('document.continued'))
    },
  })
}

function RepairButtons({ page }: { page: DocumentView }) {
  const { t } = useMessages()
  const check = useCheckDocument(page.id)
  const goOn = useContinue(page.id)
  const [isAsking, setIsAsking] = useState(false)
  return (
    <Row gap="s">
      <OnlineButton variant="primary" onPress={() => setIsAsking(true)}>
        {t('document.continue')}
      </OnlineButton>
      <OnlineButton isPending={check.isPending} onPress={() => check.mutate()}>
        {t('document.checkAgain')}
      </OnlineButton>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t('document.continueTitle')}
        confirmLabel={t('document.continueConfirm')}
        isPending={goOn.isPending}
        onConfirm={() => goOn.mutate()}
      >
        <p>{t('document.continueText', { kind: page.kind })}</p>
        {goOn.isError && <ErrorState error={goOn.error} />}
      </ConfirmDialog>
    </Row>
  )
}

/** What happened to the page, what is safe, and what can be done about it by whom. */
export function DamagedStrip({ page, goodUntil }: { page: DocumentView; goodUntil: string | null }) {
  const { t } = useMessages()
  const until = goodUntil === null ? null : new Date(goodUntil)
  return (
    <Notice tone="danger" role="alert" title={t('document.damagedTitle', { kind: page.kind })}>
      <Stack gap="s">
        <p>{until ? t('document.damagedUntil', { until }) : t('document.damagedNothing')}</p>
        <p>{page.can.check ? t('document.damagedAct') : t('document.damagedAsk')}</p>
        {page.can.check && <RepairButtons page={page} />}
      </Stack>
    </Notice>
  )
}
