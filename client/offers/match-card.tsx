import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { type FoundMatch, type OwnOffer, useFoundWithMatch } from '#client/data/offers.ts'
import { useOfferFacts } from '#client/directory/found-rows.tsx'
import { countryName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { useKeptFocus } from '#client/ui/use-kept-focus.ts'
import { Words } from '#client/ui/words.tsx'
import { Hours, WeeksTable } from './calendars.tsx'
import { FirstLetter } from './first-letter.tsx'
import styles from './offers.module.css'
import { usePactWords, useReasons } from './reasons.ts'

interface MatchProps {
  own: OwnOffer
  found: FoundMatch
}

/** Another class, why it fits, both calendars, and what to do next. */
export function MatchCard({ own, found }: MatchProps) {
  const { t, locale } = useMessages()
  const { offer, match, calendar } = found
  const facts = useOfferFacts()
  const reasons = useReasons(match)
  const { school } = offer
  const name = offer.name ?? t('directory.hiddenName', { school: school.name })
  const place = [school.name, school.town, school.region, countryName(school.country, locale)]
  return (
    <Card title={offer.title}>
      <Stack>
        <p>
          <bdi>{[name, ...place].filter(Boolean).join(', ')}</bdi>{' '}
          <Badge>{t('offers.score', { score: match.score })}</Badge>
        </p>
        <Words>{offer.words}</Words>
        <p className={styles.quiet}>{facts(offer).join(' · ')}</p>
        <div>
          <h3>{t('offers.why')}</h3>
          <ul className={styles.reasons}>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
        <WeeksTable weeks={calendar.weeks} other={school.name} />
        <Hours calendar={calendar} other={school.name} />
        <Next own={own} found={found} />
      </Stack>
    </Card>
  )
}

function Next({ own, found }: MatchProps) {
  const { t } = useMessages()
  const navigate = useNavigate()
  const founding = useFoundWithMatch(own.id)
  const pact = usePactWords()
  const { offer, projectId } = found
  const open = (id: string) => void navigate({ to: '/p/$projectId/dossier', params: { projectId: id } })
  const actions = useRef<HTMLDivElement>(null)
  useKeptFocus(actions)
  return (
    <div ref={actions}>
      {founding.isError && <ErrorState error={founding.error} />}
      <Actions>
        {offer.userId !== null && <FirstLetter own={own} found={found} userId={offer.userId} />}
        {projectId === null ? (
          <OnlineButton
            isPending={founding.isPending}
            onPress={() =>
              founding.mutate({ matchId: offer.id, ...pact(own, found) }, { onSuccess: ({ id }) => open(id) })
            }
          >
            {t('offers.found')}
          </OnlineButton>
        ) : (
          <LinkButton href={`/p/${projectId}/dossier`}>{t('offers.toProject')}</LinkButton>
        )}
      </Actions>
      {projectId === null && <p className={styles.quiet}>{t('offers.foundHelp')}</p>}
    </div>
  )
}
