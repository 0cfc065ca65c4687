import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, call } from '#client/api.ts'
import { useCheckPage } from '#client/documents/check-page.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/projects/online-button.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import type { PageView } from './page-view.ts'

function useContinue(documentId: string) {
  const { t } = useMessages()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(api.api.documents[':documentId'].continue.$post({ param: { documentId } })),
    onSuccess: (answer) => {
      queryClient.setQueryData(['document', documentId], answer)
      void queryClient.invalidateQueries({ queryKey: ['documents'] })
      toast(t('page.continued'))
    },
  })
}

function RepairButtons({ page }: { page: PageView }) {
  const { t } = useMessages()
  const check = useCheckPage(page.id)
  const goOn = useContinue(page.id)
  const [isAsking, setIsAsking] = useState(false)
  return (
    <Row gap="s">
      <OnlineButton variant="primary" onPress={() => setIsAsking(true)}>
        {t('page.continue')}
      </OnlineButton>
      <OnlineButton isPending={check.isPending} onPress={() => check.mutate()}>
        {t('page.checkAgain')}
      </OnlineButton>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t('page.continueTitle')}
        confirmLabel={t('page.continueConfirm')}
        isPending={goOn.isPending}
        onConfirm={() => goOn.mutate()}
      >
        <p>{t('page.continueText', { kind: page.kind })}</p>
        {goOn.isError && <ErrorState error={goOn.error} />}
      </ConfirmDialog>
    </Row>
  )
}

/** What happened to the page, what is safe, and what can be done about it by whom. */
export function DamagedStrip({ page, goodUntil }: { page: PageView; goodUntil: string | null }) {
  const { t } = useMessages()
  const until = goodUntil === null ? null : new Date(goodUntil)
  return (
    <Notice tone="danger" role="alert" title={t('page.damagedTitle', { kind: page.kind })}>
      <Stack gap="s">
        <p>{until ? t('page.damagedUntil', { until }) : t('page.damagedNothing')}</p>
        <p>{page.can.check ? t('page.damagedAct') : t('page.damagedAsk')}</p>
        {page.can.check && <RepairButtons page={page} />}
      </Stack>
    </Notice>
  )
}
