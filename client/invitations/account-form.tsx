import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { emptyPerson, PersonFields, usePersonProblems } from '#client/auth/person-fields.tsx'
import { emptySchool, SchoolFields, type SchoolForm, useSchoolProblems } from '#client/auth/school-fields.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { useAcceptInvitation } from '../data/invitations.ts'
import type { InvitationLook, NewAccount } from '../data/invitations.ts'
import { useArrival } from './use-arrival.ts'

function schoolOf({ name, town, countryCode, region, timeZone }: SchoolForm): NonNullable<NewAccount['school']> {
  const named = region === '' ? {} : { region }
  return { name: name.trim(), town: town.trim(), countryCode, timeZone, ...named }
}

/** A new teacher: three fields, and their school where they do not join that of a colleague. */
export function AccountForm({ token, invitation }: { token: string; invitation: InvitationLook }) {
  const { t, locale } = useMessages()
  const arrive = useArrival()
  const accept = useAcceptInvitation()
  const joined = invitation.school
  const [person, setPerson] = useState(emptyPerson)
  const [school, setSchool] = useState(emptySchool)
  const personProblems = usePersonProblems('account.', person)
  const schoolProblems = useSchoolProblems('account.school.', school)
  const problems = joined ? personProblems : { ...personProblems, ...schoolProblems }
  const submit = () => {
    const { displayName, email, password } = person
    const brought = joined ? {} : { school: schoolOf(school) }
    const account: NewAccount = { displayName: displayName.trim(), email: email.trim(), password, locale, ...brought }
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
        {joined ? (
          <Notice title={t('invitations.confirmTitle')}>
            {t('invitations.confirmSentence', { school: joined.name })}
          </Notice>
        ) : (
          <Stack>
            <h2>{t(invitation.audience === 'visitor' ? 'invitations.yourHouse' : 'auth.yourSchool')}</h2>
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
