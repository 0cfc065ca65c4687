import { Check, PenLine, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { letterDeeds, type LetterInList, type LettersView, type Sending, useLetterDeed } from '#client/data/letters.ts'
import { formatDate } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { ConfirmDialog, Dialog } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { SignHelp } from './all-at-once.tsx'
import { FileButtons } from './file-buttons.tsx'
import { SendingFields } from './sending-fields.tsx'
import { hasAddress, schoolYearName, useWhom } from './words.ts'

interface StepsProps {
  officeId: string
  letter: LetterInList
  view: LettersView
  isChanged: boolean
}

/** Where it stands, and the way on. */
export function LetterSteps({ officeId, letter, view, isChanged }: StepsProps) {
  const { t, locale } = useMessages()
  const whom = useWhom()
  const { state, sentAt, sentWay, signedAt, signer } = letter
  const other = view.letters.find(({ replaces }) => replaces === letter.id)
  return (
    <Stack>
      {signedAt !== null && (
        <p>{t('letters.signedBy', { day: formatDate(signedAt, locale), name: signer ?? t('letters.somebody') })}</p>
      )}
      {sentAt !== null && sentWay !== null && (
        <p>{t('letters.sentBy', { day: formatDate(sentAt, locale), way: t(`letters.way_${sentWay}`) })}</p>
      )}
      {view.can.prepare && <Hindrance {...{ officeId, letter, view, isChanged }} />}
      {other && (
        <Row>
          <LinkButton href={`/office/${officeId}/letters/${other.id}`}>{t('letters.toReplacement')}</LinkButton>
        </Row>
      )}
      <Row>
        {view.can.prepare && state === 'draft' && <Ready officeId={officeId} letter={letter} />}
        {view.can.sign && state === 'ready' && <Sign officeId={officeId} letter={letter} />}
        {view.can.prepare && state === 'ready' && <Reopen officeId={officeId} letter={letter} />}
        {view.can.prepare && state === 'signed' && <SendOne {...{ officeId, letter, today: view.today }} />}
        <FileButtons letter={letter} name={`${whom(letter)} ${schoolYearName(letter.year)}`} />
        {view.can.prepare && (state === 'signed' || state === 'sent') && (
          <Replace officeId={officeId} letter={letter} />
        )}
      </Row>
      {state === 'ready' && !view.can.sign && <p>{t('letters.directorSigns')}</p>}
    </Stack>
  )
}

/** What stands in its way, and where that is mended. */
function Hindrance({ letter, isChanged }: StepsProps) {
  const { t } = useMessages()
  const { state, kind } = letter
  if (state === 'void') return <Notice title={t('letters.isVoid')} />
  if (state === 'draft' && !hasAddress(letter))
    return (
      <Notice
        tone="warn"
        title={t(kind === 'rector' ? 'letters.noRectorHelp' : 'letters.noHeadHelp')}
        action={
          <LinkButton href={kind === 'rector' ? '/office/regions' : '/office/schools'}>
            {t(kind === 'rector' ? 'letters.toRegions' : 'letters.toSchools')}
          </LinkButton>
        }
      />
    )
  if (!isChanged) return null
  const isFixed = state === 'signed' || state === 'sent'
  return <Notice tone="warn" title={t(isFixed ? 'letters.outOfDateHelp' : 'letters.staleHelp')} />
}

interface DeedProps {
  officeId: string
  letter: LetterInList
}

function Ready({ officeId, letter }: DeedProps) {
  const { t } = useMessages()
  const ready = useLetterDeed(officeId, letterDeeds(officeId).ready)
  return (
    <>
      {ready.isError && <ErrorState error={ready.error} />}
      <OnlineButton
        variant="primary"
        icon={Check}
        isPending={ready.isPending}
        onPress={() => ready.mutate(letter, { onSuccess: () => toast(t('letters.done_ready')) })}
      >
        {t('letters.ready')}
      </OnlineButton>
    </>
  )
}

function Reopen({ officeId, letter }: DeedProps) {
  const { t } = useMessages()
  const reopen = useLetterDeed(officeId, letterDeeds(officeId).reopen)
  return (
    <>
      {reopen.isError && <ErrorState error={reopen.error} />}
      <OnlineButton icon={Undo2} isPending={reopen.isPending} onPress={() => reopen.mutate(letter)}>
        {t('letters.reopen')}
      </OnlineButton>
    </>
  )
}

function Sign({ officeId, letter }: DeedProps) {
  const { t } = useMessages()
  const sign = useLetterDeed(officeId, letterDeeds(officeId).sign)
  const [isAsked, setAsked] = useState(false)
  return (
    <>
      <OnlineButton variant="primary" icon={PenLine} onPress={() => setAsked(true)}>
        {t('letters.sign')}
      </OnlineButton>
      <ConfirmDialog
        title={t('letters.sign')}
        confirmLabel={t('letters.signIt')}
        isOpen={isAsked}
        onOpenChange={setAsked}
        isPending={sign.isPending}
        onConfirm={() => sign.mutate(letter, { onSuccess: () => toast(t('letters.done_signed')) })}
      >
        <Stack>
          <SignHelp />
          {sign.isError && <ErrorState error={sign.error} />}
        </Stack>
      </ConfirmDialog>
    </>
  )
}

function SendOne({ today, ...props }: DeedProps & { today: string }) {
  const { t } = useMessages()
  return (
    <Dialog title={t('letters.send')} trigger={<Button variant="primary">{t('letters.send')}</Button>}>
      {(close) => <SendForm {...props} today={today} onDone={close} />}
    </Dialog>
  )
}

function SendForm({ officeId, letter, today, onDone }: DeedProps & { today: string; onDone: () => void }) {
  const { t } = useMessages()
  const deeds = letterDeeds(officeId)
  const send = useLetterDeed(officeId, (json: Sending) => deeds.send(letter, json))
  const [sending, setSending] = useState<Sending>({ way: 'post', on: today })
  return (
    <OnlineForm
      sending={send}
      submitLabel={t('letters.sendIt')}
      problems={{ on: sending.on === '' && t('auth.fillIn') }}
      onSubmit={() =>
        send.mutate(sending, {
          onSuccess: () => {
            toast(t('letters.done_sent'))
            onDone()
          },
        })
      }
    >
      <p>{t('letters.sendHelp')}</p>
      <SendingFields value={sending} onChange={setSending} />
    </OnlineForm>
  )
}

function Replace({ officeId, letter }: DeedProps) {
  const { t } = useMessages()
  const replace = useLetterDeed(officeId, letterDeeds(officeId).replace)
  const [isAsked, setAsked] = useState(false)
  return (
    <>
      <OnlineButton variant="quiet" icon={Undo2} onPress={() => setAsked(true)}>
        {t('letters.replace')}
      </OnlineButton>
      <ConfirmDialog
        title={t('letters.replace')}
        confirmLabel={t('letters.replaceIt')}
        isDanger
        isOpen={isAsked}
        onOpenChange={setAsked}
        isPending={replace.isPending}
        onConfirm={() =>
          replace.mutate(letter, {
            onSuccess: ({ replacement }) => {
              setAsked(false)
              toast(t(replacement === null ? 'letters.done_void' : 'letters.done_replaced'))
            },
          })
        }
      >
        <Stack>
          <p>{t('letters.replaceHelp')}</p>
          {replace.isError && <ErrorState error={replace.error} />}
        </Stack>
      </ConfirmDialog>
    </>
  )
}
