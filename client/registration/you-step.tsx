import { ApiError } from '#client/api.ts'
import { SumUnderWay } from '#client/auth/later-sum.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useFieldErrors } from '#client/locales/error-text.ts'
import { type Draft, posts } from './draft.ts'
import type { useRegister } from './use-register.ts'

interface YouStepProps {
  draft: Draft
  register: ReturnType<typeof useRegister>
  onChange: (change: Partial<Draft['person']>) => void
  onBack: () => void
  onSend: () => void
}

/** Who comes, and what they are at their school. */
export function YouStep({ draft, register, onChange, onBack, onSend }: YouStepProps) {
  const { t } = useMessages()
  const { person, school, brought } = draft
  const { displayName, email, post } = person
  const { name, town } = school ?? brought
  const problems = {
    displayName: displayName.trim() === '' && t('auth.fillIn'),
    email: email.trim() === '' && t('auth.fillIn'),
  }
  return (
    <>
      <SumUnderWay sum={register.sum} why={t('registration.sumWhy')} />
      <Form problems={problems} error={register.error} onSubmit={onSend}>
        <Stack>
          <p>{t('registration.atSchool', { name, town })}</p>
          {register.isError && <ErrorState error={register.error} />}
          <SchoolRefused error={register.error} />
          <TextField
            path="displayName"
            label={t('auth.yourName')}
            description={t('auth.yourNameHelp')}
            autoComplete="name"
            value={displayName}
            onChange={(next) => onChange({ displayName: next })}
          />
          <TextField
            path="email"
            label={t('auth.email')}
            description={t('registration.emailHelp')}
            type="email"
            autoComplete="username"
            value={email}
            onChange={(next) => onChange({ email: next })}
          />
          <RadioGroup
            path="post"
            label={t('registration.yourPost')}
            options={posts.map((id) => ({ id, label: t('registration.post', { post: id }) }))}
            value={post}
            onChange={(next) => onChange({ post: next })}
          />
          <Actions>
            <OnlineButton type="submit" variant="primary" size="l" isPending={register.isPending}>
              {t('registration.send')}
            </OnlineButton>
            <Button variant="quiet" onPress={onBack}>
              {t('common.back')}
            </Button>
          </Actions>
        </Stack>
      </Form>
    </>
  )
}

/** What is wrong with the school stands on the step before. */
function SchoolRefused({ error }: { error: Error | null }) {
  const refused = Object.entries(useFieldErrors(error)).filter(([path]) => path.startsWith('school'))
  if (!(error instanceof ApiError) || refused.length === 0) return null
  return (
    <Notice tone="warn">
      {refused.map(([path, text]) => (
        <p key={path}>{text}</p>
      ))}
    </Notice>
  )
}
