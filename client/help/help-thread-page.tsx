import { useQuery } from '@tanstack/react-query'
import { ArrowRightLeft, Check, Eye, Hand, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { accompaniedHref } from '#client/data/accompaniment.ts'
import {
  type HelpNote,
  helpQuery,
  type HelpView,
  useChangeHelp,
  useInviteFromHelp,
  useSayInHelp,
} from '#client/data/help.ts'
import { formatMoment, formatSince } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { LinkButton, TextLink } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { PageHeading, Row, Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { StateBadge, useSubject } from './help-row.tsx'
import rows from '#client/ui/rows.module.css'
import { Words } from '#client/ui/words.tsx'
import styles from './help.module.css'

/** A request for help with all that was said in it. */
export function HelpThreadPage() {
  const { t } = useMessages()
  const helpId = useParam('helpId')
  const { data, isPending, isError, error, refetch } = useQuery(helpQuery(helpId))
  const back =
    data?.side === 'office' ? { href: '/office', label: t('offices.desk') } : { href: '/help', label: t('help.title') }
  return (
    <>
      <PageHeading
        title={data?.request.title ?? t('help.title')}
        back={back}
        badges={data && <StateBadge state={data.request.state} />}
        lead={data && <Facts view={data} />}
      />
      {isPending && <Skeleton of="rows" count={4} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <Stack gap="l">
          <section aria-label={t('help.thread')}>
            <Stack>
              {data.notes.map((note) => (
                <Note key={note.id} note={note} />
              ))}
            </Stack>
          </section>
          {/* One that is answered by somebody else meanwhile keeps what is being written. */}
          <Say key={helpId} view={data} />
          <Deeds view={data} />
          {data.side === 'office' && <ToNotes view={data} />}
        </Stack>
      )}
    </>
  )
}

/** Who asks, about what, with whom it lies. */
function Facts({ view: { request } }: { view: HelpView }) {
  const { t, locale } = useMessages()
  const subject = useSubject()
  const { asker, office, region, taker, holder } = request
  const holderWords =
    holder === 'office'
      ? t('help.withOffice', { office: office.name })
      : t('help.withCorrespondent', { region: region?.name ?? '' })
  return (
    <>
      {asker.name}, {asker.school.name} · {t(`help.kind_${request.kind}`)} · {subject(request)} · {holderWords}
      {taker && ` · ${t('help.takenBy', { name: taker.name })}`} ·{' '}
      <time dateTime={request.askedAt}>{formatSince(request.askedAt, locale)}</time>
    </>
  )
}

function Note({ note }: { note: HelpNote }) {
  const { t, locale } = useMessages()
  const { author, side, isInternal, text, at, invitation } = note
  return (
    <article className={styles.note} data-side={side} data-internal={isInternal} aria-labelledby={`note-${note.id}`}>
      <Row gap="s">
        <strong id={`note-${note.id}`}>{author?.name ?? t('help.somebody')}</strong>
        {isInternal && <Badge tone="ice">{t('help.internal')}</Badge>}
        <time dateTime={at} className={rows.aside}>
          {formatMoment(at, locale)}
        </time>
      </Row>
      {text !== '' && <Words>{text}</Words>}
      {invitation && (
        <p>
          {t(`help.visit_${invitation.state}`)}{' '}
          {invitation.url !== null && <TextLink href={invitation.url}>{t('help.visitOpen')}</TextLink>}
        </p>
      )}
    </article>
  )
}

function Say({ view }: { view: HelpView }) {
  const { t } = useMessages()
  const say = useSayInHelp(view.request.id)
  const [text, setText] = useState('')
  const [wantsInternal, setInternal] = useState(false)
  const { can, side, request } = view
  if (!can.write && !can.noteInternally) return null
  const isInternal = can.noteInternally && (wantsInternal || !can.write)
  return (
    <div className={rows.narrow}>
      <OnlineForm
        problems={{ text: text.trim() === '' && t('help.textMissing') }}
        sending={say}
        hasWords={text !== ''}
        submitLabel={t(isInternal ? 'help.note' : side === 'office' ? 'help.answer' : 'help.askMore')}
        onSubmit={() =>
          say.mutate({ text, isInternal }, { onSuccess: () => setText((now) => (now === text ? '' : now)) })
        }
      >
        <TextArea
          path="text"
          label={t(side === 'office' ? 'help.answerWords' : 'help.moreWords')}
          {...(side === 'asker' && request.state === 'closed' ? { description: t('help.opensAgain') } : {})}
          value={text}
          onChange={setText}
          maxLength={4000}
          rows={4}
        />
        {can.noteInternally && (
          <Checkbox
            isSelected={isInternal}
            isDisabled={!can.write}
            onChange={setInternal}
            description={t('help.internalHelp')}
          >
            {t('help.internalNote')}
          </Checkbox>
        )}
      </OnlineForm>
    </div>
  )
}

function Deeds({ view: { request, can } }: { view: HelpView }) {
  const { t } = useMessages()
  const change = useChangeHelp(request.id)
  const invite = useInviteFromHelp(request.id)
  const isBusy = change.isPending || invite.isPending
  const error = change.error ?? invite.error
  return (
    <Stack gap="s">
      {error && <ErrorState error={error} />}
      <Row>
        {can.close && (
          <OnlineButton icon={Check} isPending={isBusy} onPress={() => change.mutate({ state: 'closed' })}>
            {t('help.close')}
          </OnlineButton>
        )}
        {can.take && (
          <OnlineButton icon={Hand} isPending={isBusy} onPress={() => change.mutate({ isTaken: true })}>
            {t('help.take')}
          </OnlineButton>
        )}
        {can.letGo && (
          <OnlineButton icon={Undo2} isPending={isBusy} onPress={() => change.mutate({ isTaken: false })}>
            {t('help.letGo')}
          </OnlineButton>
        )}
        {can.handTo !== null && (
          <HandOver to={can.handTo} isPending={isBusy} onPress={(holder) => change.mutate({ holder })} />
        )}
        {can.invite && (
          <OnlineButton icon={Eye} isPending={isBusy} onPress={() => invite.mutate(undefined)}>
            {t('help.invite')}
          </OnlineButton>
        )}
      </Row>
      {can.invite && <p className={rows.aside}>{t('help.inviteHelp')}</p>}
    </Stack>
  )
}

/** Notes of the office about the school and the project, beside what is noted in the request itself. */
function ToNotes({ view: { request } }: { view: HelpView }) {
  const { t } = useMessages()
  const { office, about, asker } = request
  return (
    <Row>
      <LinkButton href={accompaniedHref({ officeId: office.id, kind: 'school', id: asker.school.id })}>
        {t('accompaniment.notesOf', { name: asker.school.name })}
      </LinkButton>
      {about.kind === 'project' && (
        <LinkButton href={accompaniedHref({ officeId: office.id, kind: 'project', id: about.id })}>
          {t('accompaniment.notesOf', { name: about.name })}
        </LinkButton>
      )}
    </Row>
  )
}

interface HandOverProps {
  to: NonNullable<HelpView['can']['handTo']>
  isPending: boolean
  onPress: (to: HandOverProps['to']) => void
}

function HandOver({ to, isPending, onPress }: HandOverProps) {
  const { t } = useMessages()
  return (
    <OnlineButton icon={ArrowRightLeft} isPending={isPending} onPress={() => onPress(to)}>
      {t(`help.handTo_${to}`)}
    </OnlineButton>
  )
}
