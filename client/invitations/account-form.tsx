import { useState } from 'react'
import { useFieldError } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { isTooShort } from '#client/auth/new-password-field.tsx'
import { emptyPerson, PersonFields } from '#client/auth/person-fields.tsx'
import { emptySchool, SchoolFields, type SchoolForm } from '#client/auth/school-fields.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Actions } from '#client/ui/dialog.tsx'
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
  const fieldError = useFieldError()
  const arrive = useArrival()
  const accept = useAcceptInvitation()
  const ways = waysOf(invitation)
  const [way, setWay] = useState<Way>(ways[0])
  const [person, setPerson] = useState(emptyPerson)
  const [school, setSchool] = useState(emptySchool)
  const [hasTried, setHasTried] = useState(false)
  const isEmpty = (text: string) => text.trim() === ''
  const missing = [
    ...(['displayName', 'email'] as const).filter((key) => isEmpty(person[key])),
    ...(way === 'brings' ? (['name', 'town', 'countryCode'] as const).filter((key) => isEmpty(school[key])) : []),
  ]
  const errorOf = (key: string, path: string) =>
    hasTried && missing.some((one) => one === key) ? t('auth.fillIn') : fieldError(accept.error, path)
  const submit = () => {
    setHasTried(true)
    if (isTooShort(person.password) || missing.length > 0) return
    const { displayName, email, password } = person
    const named = schoolOf(way, school, invitation)
    const account: NewAccount = { displayName: displayName.trim(), email: email.trim(), password, locale, ...named }
    accept.mutate({ token, account }, { onSuccess: arrive })
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="l">
        {accept.isError && <ErrorState error={accept.error} />}
        <PersonFields
          value={person}
          onChange={(change) => setPerson((before) => ({ ...before, ...change }))}
          errorOf={(key) => errorOf(key, `account.${key}`)}
          hasTried={hasTried}
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
              value={school}
              onChange={(change) => setSchool((before) => ({ ...before, ...change }))}
              errorOf={(key) => errorOf(key, `account.school.${key}`)}
            />
          </Stack>
        )}
        <Actions>
          <OnlineButton type="submit" variant="primary" size="l" isPending={accept.isPending}>
            {t('invitations.createAndAccept')}
          </OnlineButton>
        </Actions>
      </Stack>
    </form>
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
