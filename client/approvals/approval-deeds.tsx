import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type ApprovalView, type Deed, useApprovalDeed } from '#client/data/approvals.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Row } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'

const acts = ['approve', 'ask', 'refuse', 'answer', 'advise', 'appeal', 'withdraw'] as const
/** What is done without a word to it. */
const silent: ReadonlySet<Deed['act']> = new Set(['withdraw'])
const wordless: ReadonlySet<Deed['act']> = new Set(['approve', 'withdraw'])

const appealWords = {
  office: 'approvals.help_appeal',
  europe: 'approvals.appealToEurope',
  nobody: 'approvals.appealToNobody',
} as const

/** What whoever looks at it may do now: each a button and a dialog. */
export function ApprovalDeeds({ approval }: { approval: ApprovalView }) {
  const { t } = useMessages()
  const may = acts.filter((act) => approval.can[act])
  return (
    <Row gap="s">
      {may.map((act, at) => (
        <Dialog
          key={act}
          title={t(`approvals.do_${act}`)}
          trigger={
            <Button variant={at === 0 ? 'primary' : act === 'refuse' ? 'danger' : 'secondary'}>
              {t(`approvals.do_${act}`)}
            </Button>
          }
        >
          {(close) => <DeedForm approval={approval} act={act} onDone={close} />}
        </Dialog>
      ))}
    </Row>
  )
}

interface DeedFormProps {
  approval: ApprovalView
  act: Deed['act']
  onDone: () => void
}

function DeedForm({ approval, act, onDone }: DeedFormProps) {
  const { t } = useMessages()
  const navigate = useNavigate()
  const deed = useApprovalDeed(approval.id)
  const [text, setText] = useState('')
  const needsText = !wordless.has(act)
  const submit = () =>
    runChange(
      deed,
      { act, text },
      {
        onSuccess: (done) => {
          onDone()
          toast(t(`approvals.done_${act}`))
          // What was asked once more is an approval of its own.
          if (done.approval.id !== approval.id)
            void navigate({ to: '/office/approvals/$approvalId', params: { approvalId: done.approval.id } })
        },
      },
    )
  return (
    <OnlineForm
      problems={{ text: needsText && text.trim() === '' && t('approvals.textMissing') }}
      sending={deed}
      submitLabel={t(`approvals.do_${act}`)}
      isDanger={act === 'refuse'}
      onSubmit={submit}
    >
      <p>{t(act === 'appeal' ? appealWords[approval.appealTo ?? 'office'] : `approvals.help_${act}`)}</p>
      {!silent.has(act) && (
        <TextArea
          path="text"
          label={t(`approvals.text_${act === 'approve' ? 'note' : 'words'}`)}
          {...(needsText ? {} : { note: t('common.optional') })}
          value={text}
          onChange={setText}
          maxLength={4000}
          rows={4}
        />
      )}
    </OnlineForm>
  )
}
