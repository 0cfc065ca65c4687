import { useQuery } from '@tanstack/react-query'
import { type PlacementView, placementsQuery } from '#client/data/placements.ts'
import { formatDay } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useUser } from '#client/session/session.ts'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { PlacementActions } from './placements.tsx'

/** One's own placement, whom one tutors, and who wants to come to one's school: nothing where there is none. */
export function PlacementsAtHome() {
  const { t } = useMessages()
  const user = useUser()
  const { data } = useQuery(placementsQuery)
  const isMine = ({ trainee, tutor, can, state }: PlacementView) =>
    can.agree || (state !== 'over' && (trainee.id === user.id || tutor?.id === user.id))
  const mine = data?.placements.filter(isMine) ?? []
  if (mine.length === 0) return null
  return (
    <Card title={t('placements.home')}>
      <Stack>
        {mine.map((placement) => (
          <Row key={placement.id} isSpread>
            <span>
              <Words placement={placement} />
            </span>
            <PlacementActions placement={placement} />
          </Row>
        ))}
      </Stack>
    </Card>
  )
}

function Words({ placement }: { placement: PlacementView }) {
  const { t, locale } = useMessages()
  const user = useUser()
  const { trainee, tutor, institution, host, from, to, state } = placement
  const days = { host: `${host.name}, ${host.town}`, from: formatDay(from, locale), to: formatDay(to, locale) }
  const asked = state === 'asked' ? ` (${t('placements.state_asked')})` : ''
  if (trainee.id === user.id)
    return t('placements.homeTrainee', { ...days, tutor: tutor?.displayName ?? t('placements.noTutor') }) + asked
  return t('placements.homeOther', { ...days, name: trainee.displayName, institution: institution.name }) + asked
}
