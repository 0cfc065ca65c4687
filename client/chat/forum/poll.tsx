import { Check } from 'lucide-react'
import { useState } from 'react'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { regionOf } from '#client/locales/locales.ts'
import { OnlineButton } from '#client/session/online-button.tsx'
import { CheckboxGroup, RadioGroup } from '#client/ui/choice.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { Row } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { toast } from '#client/ui/toast.tsx'
import styles from './forum.module.css'
import { useChoose, useClosePoll } from './queries.ts'
import type { Poll } from './queries.ts'

/** A secret poll: while it is open, answers and how many took part; then the counts. */
export function PollCard({ poll }: { poll: Poll }) {
  const { t } = useMessages()
  return (
    <section className={styles.poll} aria-label={t('forum.poll')}>
      {poll.closedAt === null ? <OpenPoll key={poll.chosen.join()} poll={poll} /> : <Closed poll={poll} />}
      <p className={styles.small}>
        {t('forum.participants', { count: poll.participants })}{' '}
        {t(poll.closedAt === null ? 'forum.secretOpen' : isCounted(poll) ? 'forum.secretClosed' : 'forum.tooFew')}
      </p>
    </section>
  )
}

/** Of fewer than three the server keeps no counts: each would know what the others chose. */
const isCounted = (poll: Poll) => poll.options.some(({ count }) => count !== null)

function Closed({ poll }: { poll: Poll }) {
  if (isCounted(poll)) return <Counts poll={poll} />
  return (
    <ul className={styles.options}>
      {poll.options.map(({ id, text }) => (
        <li key={id} dir="auto">
          {text}
        </li>
      ))}
    </ul>
  )
}

function OpenPoll({ poll }: { poll: Poll }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const choose = useChoose(poll.id)
  const [chosen, setChosen] = useState<readonly string[]>(poll.chosen)
  const options = poll.options.map(({ id, text }) => ({ id, label: text }))
  const isSame = chosen.length === poll.chosen.length && chosen.every((id) => poll.chosen.includes(id))
  const onError = (error: Error) => toast(errorText(error).text, { tone: 'problem' })
  const label = t(poll.isMultiple ? 'forum.chooseSeveral' : 'forum.chooseOne')
  return (
    <>
      {poll.isMultiple ? (
        <CheckboxGroup
          label={label}
          options={options}
          value={chosen}
          onChange={setChosen}
          isDisabled={!poll.can.choose}
        />
      ) : (
        <RadioGroup
          label={label}
          options={options}
          value={chosen[0] ?? null}
          onChange={(id) => setChosen([id])}
          isDisabled={!poll.can.choose}
        />
      )}
      <Row>
        {poll.can.choose && (
          <OnlineButton
            variant="primary"
            isDisabled={isSame}
            isPending={choose.isPending}
            onPress={() => runChange(choose, [...chosen], { onSuccess: () => toast(t('forum.chosen')), onError })}
          >
            {t(poll.chosen.length > 0 ? 'forum.chooseAnew' : 'forum.choose')}
          </OnlineButton>
        )}
        {poll.can.close && <CloseButton poll={poll} />}
      </Row>
    </>
  )
}

function CloseButton({ poll }: { poll: Poll }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const close = useClosePoll(poll.id)
  const [isAsked, setIsAsked] = useState(false)
  const onError = (error: Error) => toast(errorText(error).text, { tone: 'problem' })
  return (
    <>
      <OnlineButton onPress={() => setIsAsked(true)}>{t('forum.closePoll')}</OnlineButton>
      <ConfirmDialog
        isOpen={isAsked}
        onOpenChange={setIsAsked}
        title={t('forum.closePollTitle')}
        confirmLabel={t('forum.closePoll')}
        isPending={close.isPending}
        onConfirm={() => close.mutate(null, { onSuccess: () => setIsAsked(false), onError })}
      >
        <p>{t('forum.closePollSentence')}</p>
      </ConfirmDialog>
    </>
  )
}

function Counts({ poll }: { poll: Poll }) {
  const { locale } = useMessages()
  const most = Math.max(1, ...poll.options.map((option) => option.count ?? 0))
  const format = new Intl.NumberFormat(regionOf(locale))
  return (
    <ul role="list" className={styles.counts}>
      {poll.options.map(({ id, text, count }) => (
        <li key={id} data-most={count === most}>
          <span className={styles.countWords}>
            <span>{text}</span>
            <b>
              {count === most && <Icon of={Check} size="s" />} {format.format(count ?? 0)}
            </b>
          </span>
          <progress className={styles.bar} value={count ?? 0} max={most} aria-hidden="true" />
        </li>
      ))}
    </ul>
  )
}
