import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { emptyPerson, PersonFields, usePersonProblems } from '#client/auth/person-fields.tsx'
import { emptySchool, SchoolFields, type SchoolForm, useSchoolProblems } from '#client/auth/school-fields.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { useAcceptInvitation } from '../data/invitations.ts'
import type { InvitationLook, NewAccount } from '../data/invitations.ts'
import { useArrival } from './use-arrival.ts'

type Way = 'joins' | 'brings'

/** A colleague joins the school of who invites, all others bring their own; an old teacher's link leaves the choice. */
function waysOf({ audience, school }: InvitationLook): readonly [Way, ...Way[]] {
  if (!school) return ['brings']
  return audience === 'colleague' ? ['joins'] : ['brings', 'joins']
}

function schoolOf(
  way: Way,
  school: SchoolForm,
  { school: joined, audience }: InvitationLook,
): Pick<NewAccount, 'school'> {
  if (way === 'joins') return joined && audience === null ? { school: { id: joined.id } } : {}
  const { name, town, countryCode, region, timeZone } = school
  const named = region === '' ? {} : { region }
  return { school: { name: name.trim(), town: town.trim(), countryCode, timeZone, ...named } }
}

/** A new teacher: three fields, and their school where they bring one along. */
export function AccountForm({ token, invitation }: { token: string; invitation: InvitationLook }) {
  const { t, locale } = useMessages()
  const arrive = useArrival()
  const accept = useAcceptInvitation()
  const ways = waysOf(invitation)
  const [way, setWay] = useState<Way>(ways[0])
  const [person, setPerson] = useState(emptyPerson)
  const [school, setSchool] = useState(emptySchool)
  const personProblems = usePersonProblems('account.', person)
  const schoolProblems = useSchoolProblems('account.school.', school)
  const problems = way === 'brings' ? { ...personProblems, ...schoolProblems } : personProblems
  const submit = () => {
    const { displayName, email, password } = person
    const named = schoolOf(way, school, invitation)
    const account: NewAccount = { displayName: displayName.trim(), email: email.trim(), password, locale, ...named }
    accept.mutate({ token, account }, { onSuccess: arrive })
  }
  return (
    <Form problems={problems} error={accept.error} onSubmit={submit}>
      <Stack gap="l">
        {accept.isError && <ErrorState error={accept.error} />}
        <PersonFields
          path="account."
          value={person}
          onChange={(change) => setPerson((before) => ({ ...before, ...change }))}
        />
        {ways.length > 1 && invitation.school && (
          <WayChoice way={way} onChange={setWay} school={invitation.school.name} />
        )}
        {way === 'joins' && invitation.school && (
          <Notice title={t('invitations.confirmTitle')}>
            {t('invitations.confirmSentence', { school: invitation.school.name })}
          </Notice>
        )}
        {way === 'brings' && (
          <Stack>
            {ways.length === 1 && (
              <h2>{t(invitation.audience === 'visitor' ? 'invitations.yourHouse' : 'auth.yourSchool')}</h2>
            )}
            <SchoolFields
              path="account.school."
              value={school}
              onChange={(change) => setSchool((before) => ({ ...before, ...change }))}
            />
          </Stack>
        )}
        <Actions>
          <OnlineButton type="submit" variant="primary" size="l" isPending={accept.isPending}>
            {t('invitations.createAndAccept')}
          </OnlineButton>
        </Actions>
      </Stack>
    </Form>
  )
}

function WayChoice({ way, onChange, school }: { way: Way; onChange: (way: Way) => void; school: string }) {
  const { t } = useMessages()
  return (
    <RadioGroup
      label={t('auth.yourSchool')}
      options={[
        { id: 'joins' as const, label: school, description: t('invitations.colleague') },
        { id: 'brings' as const, label: t('invitations.otherSchool') },
      ]}
      value={way}
      onChange={onChange}
    />
  )
}
