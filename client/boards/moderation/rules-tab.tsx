import { useQuery } from '@tanstack/react-query'
import { Vote as VoteIcon } from 'lucide-react'
import { useState } from 'react'
import { metaKeys, metaOf } from '#collab/documents/board-read.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Switch } from '#client/ui/choice.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import { useBoardSession, useMeta } from '../board-session.ts'
import { EndVote } from './end-vote.tsx'
import { KeptFocus } from './kept-focus.tsx'
import styles from './moderation.module.css'
import { useClearTally, useOpenVote, voteQuery } from './queries.ts'

function VoteRules() {
  const { t } = useMessages()
  const { documentId, announce, can } = useBoardSession()
  const { tally } = useMeta()
  const { data } = useQuery(voteQuery(documentId))
  const [marks, setMarks] = useState(3)
  const open = useOpenVote(documentId)
  const clear = useClearTally(documentId)
  const vote = data?.vote
  return (
    <section className={styles.rules}>
      <h3>{t('boards.vote_title')}</h3>
      {vote ? (
        <Row>
          <span>{t('boards.vote_voters', { count: vote.voterCount ?? 0 })}</span>
          {vote.can.end && <EndVote vote={vote} autoFocus={open.isSuccess} />}
        </Row>
      ) : (
        <>
          <p className={styles.aside}>{t('boards.vote_help')}</p>
          <Row>
            <NumberField label={t('boards.vote_marks')} value={marks} onChange={setMarks} minValue={1} maxValue={10} />
            <OnlineButton
              variant="primary"
              icon={VoteIcon}
              isPending={open.isPending}
              isDisabled={!can.moderate}
              onPress={() => open.mutate(marks, { onSuccess: () => announce(t('boards.vote_opened')) })}
            >
              {t('boards.vote_open')}
            </OnlineButton>
          </Row>
        </>
      )}
      {tally.size > 0 && (
        <Row>
          <span>{t('boards.vote_resultShown')}</span>
          <OnlineButton isPending={clear.isPending} onPress={() => clear.mutate()}>
            {t('boards.vote_clear')}
          </OnlineButton>
        </Row>
      )}
      {open.isError && <ErrorState error={open.error} />}
      {clear.isError && <ErrorState error={clear.error} />}
    </section>
  )
}

/** How new cards come onto this board, who sees names, and votes. */
export function RulesTab() {
  const { t } = useMessages()
  const { store, can } = useBoardSession()
  const { needsApproval, hasNames } = useMeta()
  const set = (key: string, value: number) => store.ydoc.transact(() => metaOf(store.ydoc).set(key, value))
  return (
    <KeptFocus>
      <Stack gap="l">
        <Switch
          isSelected={needsApproval}
          isDisabled={!can.moderate}
          onChange={(value) => set(metaKeys.needsApproval, value ? 1 : 0)}
          description={t('boards.moderate_approvalHelp')}
        >
          {t('boards.moderate_approval')}
        </Switch>
        <Switch
          isSelected={hasNames}
          isDisabled={!can.moderate}
          onChange={(value) => set(metaKeys.hasNames, value ? 1 : 0)}
          description={t('boards.moderate_namesHelp')}
        >
          {t('boards.moderate_names')}
        </Switch>
        <VoteRules />
      </Stack>
    </KeptFocus>
  )
}
