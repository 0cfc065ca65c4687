import { CheckCheck, PenLine, Send } from 'lucide-react'
import { useState } from 'react'
import {
  letterDeeds,
  type LetterInList,
  type LettersView,
  type LetterState,
  type Sending,
} from '#client/data/letters.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { ConfirmDialog, Dialog } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import styles from './letters.module.css'
import { SendingFields } from './sending-fields.tsx'
import { useEach } from './use-each.ts'
import { hasAddress, useWhom } from './words.ts'

const states = ['draft', 'ready', 'signed', 'sent'] as const

interface AllProps {
  officeId: string
  view: LettersView
}

/** How far the letters of a year are, and what can be done with all of them in one go. */
export function AllAtOnce({ officeId, view }: AllProps) {
  const { t } = useMessages()
  const { run, each } = useEach(officeId)
  const deeds = letterDeeds(officeId)
  const changed = new Set(view.checks?.changed)
  const inState = (state: LetterState) => view.letters.filter((one) => one.state === state)
  const fit = inState('draft').filter((one) => hasAddress(one) && !changed.has(one.id))
  const ready = inState('ready').filter((one) => !changed.has(one.id))
  const signed = inState('signed')
  return (
    <Stack>
      <p className={styles.counts} role="status">
        {states.map((state) => (
          <span key={state}>{t(`letters.count_${state}`, { count: inState(state).length })}</span>
        ))}
      </p>
      {run?.isRunning ? (
        <progress
          className={styles.progress}
          aria-label={t('letters.progress', { done: run.done, of: run.of })}
          max={run.of}
          value={run.done}
        />
      ) : (
        <Row>
          {fit.length > 0 && (
            <OnlineButton icon={CheckCheck} onPress={() => void each(fit, deeds.ready)}>
              {t('letters.readyAll', { count: fit.length })}
            </OnlineButton>
          )}
          {view.can.sign && ready.length > 0 && <SignAll letters={ready} onSign={() => void each(ready, deeds.sign)} />}
          {signed.length > 0 && (
            <SendAll
              letters={signed}
              today={view.today}
              onSend={(sending) => void each(signed, (letter) => deeds.send(letter, sending))}
            />
          )}
        </Row>
      )}
      <Outcome run={run} />
    </Stack>
  )
}

function Outcome({ run }: { run: ReturnType<typeof useEach>['run'] }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const whom = useWhom()
  if (run === null) return null
  const { done, of, failed } = run
  return (
    <>
      <p role="status">{t('letters.progress', { done: done - failed.length, of })}</p>
      {failed.length > 0 && (
        <Notice tone="warn" role="alert" title={t('letters.failed', { count: failed.length })}>
          <ul className={styles.names}>
            {failed.map(({ letter, error }) => (
              <li key={letter.id}>
                <bdi>{whom(letter)}</bdi>: {errorText(error).text}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

function SignAll({ letters, onSign }: { letters: LetterInList[]; onSign: () => void }) {
  const { t } = useMessages()
  const [isAsked, setAsked] = useState(false)
  const title = t('letters.signAll', { count: letters.length })
  return (
    <>
      <OnlineButton variant="primary" icon={PenLine} onPress={() => setAsked(true)}>
        {title}
      </OnlineButton>
      <ConfirmDialog
        title={title}
        confirmLabel={title}
        isOpen={isAsked}
        onOpenChange={setAsked}
        onConfirm={() => {
          setAsked(false)
          onSign()
        }}
      >
        <SignHelp />
      </ConfirmDialog>
    </>
  )
}

/** What signing fixes, before it is done. */
export function SignHelp() {
  const { t } = useMessages()
  return (
    <Stack gap="s">
      <p>{t('letters.signHelp')}</p>
      <ul>
        <li>{t('letters.signFixes')}</li>
        <li>{t('letters.signFiles')}</li>
        <li>{t('letters.signMend')}</li>
      </ul>
    </Stack>
  )
}

interface SendAllProps {
  letters: LetterInList[]
  today: string
  onSend: (sending: Sending) => void
}

function SendAll({ letters, today, onSend }: SendAllProps) {
  const { t } = useMessages()
  const title = t('letters.sendAll', { count: letters.length })
  return (
    <Dialog title={title} trigger={<Button icon={Send}>{title}</Button>}>
      {(close) => (
        <SendAllForm
          today={today}
          label={title}
          onSend={(sending) => {
            close()
            onSend(sending)
          }}
        />
      )}
    </Dialog>
  )
}

const idle = { error: null, isPending: false }

function SendAllForm({ today, label, onSend }: Pick<SendAllProps, 'today' | 'onSend'> & { label: string }) {
  const { t } = useMessages()
  const [sending, setSending] = useState<Sending>({ way: 'post', on: today })
  return (
    <OnlineForm
      sending={idle}
      submitLabel={label}
      problems={{ on: sending.on === '' && t('auth.fillIn') }}
      onSubmit={() => onSend(sending)}
    >
      <p>{t('letters.sendHelp')}</p>
      <SendingFields value={sending} onChange={setSending} />
    </OnlineForm>
  )
}
