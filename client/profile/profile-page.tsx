import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type OwnProfile, type Profile, profileQuery, useSaveProfile } from '#client/data/profile.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OwnAwards } from '#client/recognition/own-awards.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { isSame } from '#client/session/use-draft-from.ts'
import { SheetButton } from '#client/sheets/sheet-button.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { Card, PageHeading, Row, Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { ProfileFields } from './profile-fields.tsx'
import styles from './profile.module.css'

/** What teachers of other schools can know of oneself, and who of them. */
export function ProfilePage() {
  const { t } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery(profileQuery)
  return (
    <>
      <PageHeading
        title={t('profile.title')}
        lead={t('profile.lead')}
        actions={<LinkButton href="/network">{t('profile.toDirectory')}</LinkButton>}
      />
      {isPending && <Skeleton of="rows" count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <div className={styles.page}>
          <Stack gap="l">
            <ProfileForm saved={data.profile} />
            <Done done={data.done} />
            <OwnAwards of="mine" />
          </Stack>
        </div>
      )}
    </>
  )
}

function ProfileForm({ saved: begun }: { saved: Profile }) {
  const { t } = useMessages()
  const save = useSaveProfile()
  const [profile, setProfile] = useState(begun)
  const [saved, setSaved] = useState(begun)
  const change = (changed: Partial<Profile>) => setProfile((before) => ({ ...before, ...changed }))
  const { ages } = profile
  const send = () =>
    save.mutate(profile, {
      onSuccess: ({ profile: { isListed } }) => {
        setSaved(profile)
        toast(t(isListed ? 'profile.savedListed' : 'profile.savedUnlisted'))
      },
    })
  return (
    <OnlineForm
      problems={{ ages: ages !== null && !(ages.from <= ages.to) && t('profile.agesProblem') }}
      sending={save}
      hasWords={!isSame(profile, saved)}
      submitLabel={t('profile.save')}
      onSubmit={send}
      gap="l"
    >
      <Checkbox
        isSelected={profile.isListed}
        onChange={(isListed) => change({ isListed })}
        description={t('profile.listedHelp')}
      >
        {t('profile.listed')}
      </Checkbox>
      <ProfileFields profile={profile} onChange={change} />
    </OnlineForm>
  )
}

function Done({ done }: Pick<OwnProfile, 'done'>) {
  const { t } = useMessages()
  return (
    <Card title={t('profile.done')}>
      <p className={styles.quiet}>{t(done.length === 0 ? 'profile.doneNone' : 'profile.doneLead')}</p>
      {done.length > 0 && (
        <ul>
          {done.map(({ id, name, year }) => (
            <li key={id}>
              <bdi>{year === null ? name : t('profile.doneIn', { name, year: String(year) })}</bdi>
            </li>
          ))}
        </ul>
      )}
      <p className={styles.quiet}>{t('profile.attestationLead')}</p>
      <Row>
        <SheetButton of={{ attestation: true }} name={t('profile.attestation')} whom={t('profile.attestation')} />
      </Row>
    </Card>
  )
}
