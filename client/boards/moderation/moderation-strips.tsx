import { useQuery } from '@tanstack/react-query'
import { later, Nothing } from '#client/ui/later.tsx'
import { Hourglass, PauseCircle, Send, Vote as VoteIcon } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { useUser } from '#client/session/session.ts'
import { Button } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Notice } from '#client/ui/notice.tsx'
import { useBoardSession, useMeta, useModeration } from '../board-session.ts'
import styles from './moderation.module.css'
import { pausesQuery, pendingQuery, useBoardNotices, voteQuery } from './queries.ts'
import { usePausedWords } from './use-paused-words.ts'

// Opened now and then; the board itself comes first.
const OwnCardsDialog = later(() => import('./own-cards-dialog.tsx').then((module) => module.OwnCardsDialog))
const SendCardDialog = later(() => import('./send-card-dialog.tsx').then((module) => module.SendCardDialog))
const VoteDialog = later(() => import('./vote-dialog.tsx').then((module) => module.VoteDialog))
const EndVote = later(() => import('./end-vote.tsx').then((module) => module.EndVote), Nothing)

/** A pupil whose changes are put back is told so before they are made. */
function PausedStrip() {
  const { t } = useMessages()
  const { author, can, documentId } = useBoardSession()
  const user = useUser()
  const pausedWords = usePausedWords()
  const { paused } = useModeration()
  const isPaused = paused.has(author) && !can.moderate
  const { data } = useQuery({ ...pausesQuery(documentId), enabled: isPaused })
  if (!isPaused) return null
  return (
    <Notice tone="ice" icon={PauseCircle} role="status" title={t('boards.moderate_youArePaused')}>
      {pausedWords(data?.pauses.find((pause) => pause.userId === user.id))}
    </Notice>
  )
}

/** Where new cards wait for a teacher: how to send one in, and what became of one's own. */
function ApprovalStrip() {
  const { t } = useMessages()
  const { documentId, can } = useBoardSession()
  const { needsApproval } = useMeta()
  const [opened, setOpened] = useState<'send' | 'own' | null>(null)
  const isAsked = needsApproval && can.write && !can.moderate
  const { data } = useQuery({ ...pendingQuery(documentId), enabled: isAsked })
  if (!isAsked) return null
  const own = data?.cards ?? []
  const returned = own.filter((card) => card.state === 'returned').length
  const actions = (
    <>
      <OnlineButton variant="primary" icon={Send} onPress={() => setOpened('send')}>
        {t('boards.pending_send')}
      </OnlineButton>
      {own.length > 0 && (
        <Button onPress={() => setOpened('own')}>{t('boards.pending_own', { count: own.length, returned })}</Button>
      )}
    </>
  )
  return (
    <>
      <Notice icon={Hourglass} title={t('boards.pending_strip')} action={actions} />
      <Suspense fallback={null}>
        {opened === 'send' && <SendCardDialog onClose={() => setOpened(null)} />}
        {opened === 'own' && <OwnCardsDialog onClose={() => setOpened(null)} />}
      </Suspense>
    </>
  )
}

/** While a vote is open: how many one may choose, and for teachers its end. */
function VoteStrip() {
  const { t } = useMessages()
  const { documentId } = useBoardSession()
  const { poll } = useMeta()
  const [isChoosing, setIsChoosing] = useState(false)
  const { data } = useQuery({ ...voteQuery(documentId), enabled: poll !== null })
  const vote = data?.vote
  if (poll === null || vote == null || vote.id !== poll.id) return null
  const left = vote.marks - vote.own.length
  const actions = (
    <>
      {vote.can.vote && (
        <OnlineButton variant="primary" icon={VoteIcon} onPress={() => setIsChoosing(true)}>
          {vote.own.length === 0 ? t('boards.vote_choose') : t('boards.vote_change')}
        </OnlineButton>
      )}
      {vote.can.end && (
        <Suspense fallback={null}>
          <EndVote vote={vote} />
        </Suspense>
      )}
    </>
  )
  return (
    <>
      <Notice
        icon={VoteIcon}
        role="status"
        title={t('boards.vote_strip', { marks: vote.marks, left })}
        action={actions}
      >
        {vote.voterCount !== null && t('boards.vote_voters', { count: vote.voterCount })}
      </Notice>
      {isChoosing && (
        <Suspense fallback={null}>
          <VoteDialog vote={vote} onClose={() => setIsChoosing(false)} />
        </Suspense>
      )}
    </>
  )
}

/** What goes on beside the board and concerns whoever has it open. */
export function ModerationStrips() {
  const { documentId, live } = useBoardSession()
  useBoardNotices(documentId, live.listen)
  return (
    <div className={cx(styles.strips)} data-print="no">
      <PausedStrip />
      <ApprovalStrip />
      <VoteStrip />
    </div>
  )
}
