import { useState } from 'react'
import { type DeskItem, useDecide } from '#client/data/desk.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { CheckboxGroup } from '#client/ui/choice.tsx'
import { Row } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { doneWords } from './done-words.ts'

interface FormProps {
  projectId: string
  item: DeskItem
  onDone: () => void
}

function Cancel({ onDone }: Pick<FormProps, 'onDone'>) {
  const { t } = useMessages()
  return (
    <Row>
      <Button variant="quiet" onPress={onDone}>
        {t('common.cancel')}
      </Button>
    </Row>
  )
}

/** Sends what waits back to its author, with the reason. */
export function ReturnForm({ projectId, item, onDone }: FormProps) {
  const { t } = useMessages()
  const decide = useDecide(projectId)
  const [reason, setReason] = useState('')
  const send = () =>
    runChange(
      decide,
      { items: [item], decision: 'return', reason: reason.trim() },
      {
        onSuccess: () => {
          onDone()
          toast(t(doneWords(item, 'return')))
        },
      },
    )
  return (
    <>
      <OnlineForm
        problems={{ reason: reason.trim() === '' && t('desk.reasonMissing') }}
        sending={decide}
        submitLabel={t(item.kind === 'appeal' ? 'desk.keepSanction' : 'desk.return')}
        onSubmit={send}
      >
        <TextArea
          path="reason"
          label={t('desk.reason')}
          value={reason}
          onChange={setReason}
          rows={2}
          maxLength={200}
          autoFocus
        />
      </OnlineForm>
      <Cancel onDone={onDone} />
    </>
  )
}

/** Blocks of a page that changed together: what they said, and what they would. */
export interface PagePart {
  key: string
  before: string
  after: string
}

const mostShown = 160
const excerpt = (text: string) => (text.length > mostShown ? `${text.slice(0, mostShown).trimEnd()} …` : text)

/** Lets out some of what waits in a page; the rest goes back to its author, with the reason. */
export function PartsForm({ projectId, item, parts, onDone }: FormProps & { parts: readonly PagePart[] }) {
  const { t } = useMessages()
  const decide = useDecide(projectId)
  const [left, setLeft] = useState<readonly string[]>([])
  const [reason, setReason] = useState('')
  const chosen = parts.map(({ key }) => key).filter((key) => !left.includes(key))
  const isAll = chosen.length === parts.length
  const options = parts.map(({ key, before, after }) => ({
    id: key,
    label: after.trim() === '' ? t('desk.partGone', { words: excerpt(before) }) : excerpt(after),
  }))
  const send = () =>
    runChange(
      decide,
      { items: [item], decision: 'approve', ...(isAll ? {} : { parts: chosen, reason: reason.trim() }) },
      {
        onSuccess: () => {
          onDone()
          toast(t(isAll ? 'desk.done_approve' : 'desk.partsDone'))
        },
      },
    )
  return (
    <>
      <OnlineForm
        problems={{
          parts: chosen.length === 0 && t('desk.partsNone'),
          reason: !isAll && reason.trim() === '' && t('desk.reasonMissing'),
        }}
        sending={decide}
        submitLabel={t('desk.partsLetOut')}
        onSubmit={send}
      >
        <CheckboxGroup
          path="parts"
          label={t('desk.parts')}
          options={options}
          value={chosen}
          onChange={(ids) => setLeft(parts.map(({ key }) => key).filter((key) => !ids.includes(key)))}
        />
        {!isAll && (
          <TextArea
            path="reason"
            label={t('desk.partsReason')}
            value={reason}
            onChange={setReason}
            rows={2}
            maxLength={200}
          />
        )}
      </OnlineForm>
      <Cancel onDone={onDone} />
    </>
  )
}
